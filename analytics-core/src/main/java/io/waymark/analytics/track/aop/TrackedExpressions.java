/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.aop;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/** Reads the expressions of one annotated method, and refuses those that could never be evaluated. */
final class TrackedExpressions {

    static final ParameterNameDiscoverer PARAMETER_NAMES = new DefaultParameterNameDiscoverer();

    private static final SpelExpressionParser PARSER = new SpelExpressionParser();
    private static final Set<String> VARIABLES = Set.of("result", "error", "principal", "root", "this");

    private final Method method;
    private final List<String> parameterNames;
    private boolean usePrincipal;

    TrackedExpressions(Method method, List<String> parameterNames) {
        this.method = method;
        this.parameterNames = parameterNames;
    }

    @Nullable
    Expression optional(String attribute, String text) {
        return text.isBlank() ? null : parse(attribute, text, text);
    }

    Map<String, Expression> keyed(String attribute, String[] definitions) {
        Map<String, Expression> expressions = new LinkedHashMap<>();
        for (String definition : definitions) {
            int separator = definition.indexOf('=');
            String key = separator < 0 ? "" : definition.substring(0, separator).strip();
            if (key.isEmpty() || key.indexOf('#') >= 0) {
                throw new InvalidTrackEventException(
                        method, attribute, definition, "it must have the form key=expression", null);
            }
            expressions.put(key, parse(attribute, definition, definition.substring(separator + 1)));
        }
        return expressions;
    }

    /** Whether an expression read so far asks for the authenticated principal. */
    boolean usePrincipal() {
        return usePrincipal;
    }

    private Expression parse(String attribute, String definition, String text) {
        SpelExpression expression;
        try {
            expression = PARSER.parseRaw(text.strip());
        } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
            throw new InvalidTrackEventException(method, attribute, definition, String.valueOf(e.getMessage()), e);
        }
        checkVariables(expression.getAST(), attribute, definition);
        return expression;
    }

    private void checkVariables(SpelNode node, String attribute, String definition) {
        if (node instanceof VariableReference) {
            String name = node.toStringAST().substring(1);
            usePrincipal |= name.equals("principal");
            if (!VARIABLES.contains(name) && !parameterNames.contains(name) && !isPosition(name)) {
                String hint = parameterNames.isEmpty() && method.getParameterCount() > 0
                        ? " (the names of parameters are known only if the class is compiled with -parameters)"
                        : "";
                throw new InvalidTrackEventException(
                        method, attribute, definition, "there is no variable #" + name + hint, null);
            }
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            checkVariables(node.getChild(i), attribute, definition);
        }
    }

    private boolean isPosition(String name) {
        for (int i = 0; i < method.getParameterCount(); i++) {
            if (name.equals("a" + i) || name.equals("p" + i)) {
                return true;
            }
        }
        return false;
    }
}
