/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.springframework.jdbc.core.simple.JdbcClient;

@AnalyzeClasses(packages = "io.waymark.analytics", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    private static final String ROOT = "io.waymark.analytics";
    private static final String[] FEATURES = {
        "funnel", "retention", "lifecycle", "journey", "trend", "webstats", "experiment"
    };

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule coreKnowsNeitherBootNorTheUserInterface = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.boot..", ROOT + ".ui..", "gg.jte..");

    @ArchTest
    static final ArchRule featuresDoNotDependOnEachOther = classes()
            .that()
            .resideInAnyPackage(packagesOf(FEATURES))
            .should(new ArchCondition<>("depend on no other feature") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    String own = featureOf(type);
                    type.getDirectDependenciesFromSelf().stream()
                            .filter(dependency -> {
                                String other = featureOf(dependency.getTargetClass());
                                return !other.isEmpty() && !other.equals(own);
                            })
                            .forEach(dependency ->
                                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
                }
            })
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule statisticsKnowNothingButMathematics = classes()
            .that()
            .resideInAPackage(ROOT + ".experiment.stats..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "org.jspecify.annotations..", "org.apache.commons..", ROOT + ".experiment.stats..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule everyPackageIsNullMarked =
            classes().that().haveSimpleName("package-info").should().beAnnotatedWith(NullMarked.class);

    @ArchTest
    static final ArchRule nothingTakesTheTimeButFromAClock = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule nothingIsPrinted =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    /** A stream of rows keeps its connection until it is closed, and reads no differently from one of a list. */
    @ArchTest
    static final ArchRule rowsAreReadIntoLists = noClasses()
            .should()
            .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
            .orShould()
            .callMethodWhere(target(nameMatching("queryForStream")));

    private static String[] packagesOf(String... features) {
        String[] packages = new String[features.length];
        for (int i = 0; i < features.length; i++) {
            packages[i] = ROOT + "." + features[i] + "..";
        }
        return packages;
    }

    private static String featureOf(JavaClass type) {
        for (String feature : FEATURES) {
            String name = ROOT + "." + feature;
            if (type.getPackageName().equals(name) || type.getPackageName().startsWith(name + ".")) {
                return feature;
            }
        }
        return "";
    }
}
