/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.exchange;

import io.waymark.analytics.AppId;
import io.waymark.analytics.tenant.ApiKey;
import io.waymark.analytics.tenant.ApiKeys;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.tenant.KeyKind;
import io.waymark.analytics.tenant.QuotaExceededException;
import io.waymark.analytics.tenant.admin.Apps;
import io.waymark.analytics.tenant.quota.EventQuota;
import io.waymark.analytics.web.limit.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Lets a request in, or not. A request that shows a key is judged by that key alone, whoever is logged in: so it needs no
 * protection against cross-site forgery, as a foreign page cannot make a browser send the header. The key names the app;
 * nothing else in the request can.
 *
 * <p>Whoever is logged in to the host is not limited, and may choose the app by the parameter {@code app}.
 */
public final class Doorkeeper {

    /** The header that carries a key. */
    public static final String KEY_HEADER = "X-Api-Key";

    private static final String APP_PARAMETER = "app";
    private static final Set<Grant> GRANTS_OF_LOGIN = EnumSet.of(Grant.READ, Grant.MANAGE);

    private final ApiKeys keys;
    private final HostLogin hostLogin;
    private final RateLimits limits;
    private final @Nullable EventQuota quota;
    private final @Nullable Apps apps;

    /**
     * Trusts keys and logins, without limits.
     *
     * @param keys the keys
     * @param hostLogin the logins of the host
     */
    public Doorkeeper(ApiKeys keys, HostLogin hostLogin) {
        this(keys, hostLogin, RateLimits.NONE, null, null);
    }

    /**
     * Trusts keys and logins.
     *
     * @param keys the keys
     * @param hostLogin the logins of the host
     * @param limits how often they may come
     * @param quota how many events tenants may send; {@code null} for any number
     * @param apps the apps that a login may choose; {@code null} for the default app only
     */
    public Doorkeeper(
            ApiKeys keys, HostLogin hostLogin, RateLimits limits, @Nullable EventQuota quota, @Nullable Apps apps) {
        this.keys = keys;
        this.hostLogin = hostLogin;
        this.limits = limits;
        this.quota = quota;
        this.apps = apps;
    }

    ApiCaller admit(HttpServletRequest request, Grant grant) {
        String secret = request.getHeader(KEY_HEADER);
        if (secret != null) {
            return admit(request, secret, grant);
        }
        if (grant != Grant.INGEST) {
            String name = hostLogin.name(request);
            if (name != null) {
                return new ApiCaller(chosenApp(request), name, GRANTS_OF_LOGIN, true);
            }
        }
        throw stranger(
                request,
                grant == Grant.INGEST
                        ? "Events are sent with a key in the header " + KEY_HEADER
                        : "A key in the header " + KEY_HEADER + " or a login is needed");
    }

    /**
     * Lets a request in by a key, wherever the request carries it.
     *
     * @param request the request
     * @param secret the key that it shows
     * @param grant what the key must grant
     * @return who asks
     * @throws ProblemException with 401 if there is no such key, with 403 if it does not grant that or not to pages of
     *     that origin, with 429 if it comes too often
     * @throws QuotaExceededException if events are sent and the tenant has all it may have
     */
    public ApiCaller admit(HttpServletRequest request, String secret, Grant grant) {
        ApiKey key = keys.find(secret).orElseThrow(() -> stranger(request, "The key is not known"));
        return admit(request, key, grant);
    }

    /**
     * Lets a request in by the key of an app and the key of its tenant.
     *
     * @param request the request
     * @param tenantSecret the key of the tenant
     * @param secret the key of the app
     * @param grant what the key of the app must grant
     * @return who asks
     * @throws ProblemException as with one key, and with 401 if the two do not belong together
     * @throws QuotaExceededException if events are sent and the tenant has all it may have
     */
    public ApiCaller admit(HttpServletRequest request, String tenantSecret, String secret, Grant grant) {
        Optional<ApiKey> key = keys.find(secret);
        boolean together = keys.findTenant(tenantSecret).equals(key.map(ApiKey::tenant));
        if (key.isEmpty() || !together) {
            throw stranger(request, "The keys are not known, or do not belong together");
        }
        return admit(request, key.get(), grant);
    }

    private ApiCaller admit(HttpServletRequest request, ApiKey key, Grant grant) {
        if (key.kind() == KeyKind.WRITE) {
            requirePatience(limits.take(address(request)), "this address");
        }
        requirePatience(limits.take(key), "this key");
        if (!key.grants().contains(grant)) {
            throw new ProblemException(Problem.of(HttpStatus.FORBIDDEN, "The key does not grant " + grant.name()));
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !key.allows(origin)) {
            throw new ProblemException(
                    Problem.of(HttpStatus.FORBIDDEN, "The key is not for pages of the origin " + origin));
        }
        if (grant == Grant.INGEST && quota != null) {
            quota.require(key.app());
        }
        return new ApiCaller(key.app(), key.name(), key.grants(), false);
    }

    private AppId chosenApp(HttpServletRequest request) {
        String number = request.getParameter(APP_PARAMETER);
        return number == null || number.isEmpty()
                ? AppId.DEFAULT
                : app(number).orElseThrow(() -> ApiRequest.notFound(APP_PARAMETER, number));
    }

    private Optional<AppId> app(String number) {
        try {
            AppId app = new AppId(Integer.parseInt(number));
            boolean known =
                    app.equals(AppId.DEFAULT) || apps != null && apps.find(app).isPresent();
            return known ? Optional.of(app) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whoever shows no good key is counted by their address, and told 401 until they have to wait. */
    private ProblemException stranger(HttpServletRequest request, String detail) {
        requirePatience(limits.take(address(request)), "this address");
        return new ProblemException(
                Problem.of(HttpStatus.UNAUTHORIZED, detail).header(HttpHeaders.WWW_AUTHENTICATE, "ApiKey"));
    }

    private static void requirePatience(Duration wait, String sender) {
        if (!wait.isZero()) {
            long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
            throw new ProblemException(Problem.of(
                            HttpStatus.TOO_MANY_REQUESTS, "Too many requests from " + sender + "; wait and try again")
                    .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
        }
    }

    private static String address(HttpServletRequest request) {
        return String.valueOf(request.getRemoteAddr());
    }
}
