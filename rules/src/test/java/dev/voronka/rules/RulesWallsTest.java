package dev.voronka.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** The walls of the module. */
class RulesWallsTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.voronka.rules");

    @Test
    void only_two_packages_touch_drools_and_none_shows_it() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..rules.drools..", "..rules.gate..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.drools..", "org.kie..", "org.mvel2..")
                .check(MAIN);
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .should()
                .notHaveRawReturnType(DescribedPredicate.describe(
                        "of Drools", (JavaClass c) -> c.getPackageName().startsWith("org.")
                                && !c.getPackageName().startsWith("org.slf4j")))
                .check(MAIN);
    }

    @Test
    void facts_and_sinks_know_nothing_and_packages_do_not_go_round_in_circles() {
        noClasses()
                .that()
                .resideInAnyPackage("..rules.fact..", "..rules.sink..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "org.jspecify..", "..rules.fact..", "..rules.sink..")
                .check(MAIN);
        SlicesRuleDefinition.slices()
                .matching("dev.voronka.rules.(*)..")
                .should()
                .beFreeOfCycles()
                .check(MAIN);
    }
}
