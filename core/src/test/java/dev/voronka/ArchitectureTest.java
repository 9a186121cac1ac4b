package dev.voronka;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The walls between the packages, as the style and the design want them. Each one is also shown to notice a breach. */
class ArchitectureTest {

    /** A rule and small sources that break it. */
    private record Wall(String name, ArchRule rule, List<String> breach) {
        Wall(String name, ArchRule rule, String... breach) {
            this(name, rule, List.of(breach));
        }
    }

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.voronka");

    private static final String[] JDK = {"java..", "javax..", "org.jspecify.."};

    /** Values and ports that processes may speak of. */
    private static final String[] LANGUAGE = Stream.of(
                    "decision", "approval", "questionnaire", "calendar", "people", "lookup")
            .map(name -> "dev.voronka." + name + "..")
            .toArray(String[]::new);

    /** What works for every process and so knows none. */
    private static final String[] MACHINERY = Stream.of(
                    "engine", "store", "deadline", "delivery", "crm", "customise", "analytics", "report", "export")
            .map(name -> "dev.voronka." + name + "..")
            .toArray(String[]::new);

    private static final Set<String> FORBIDDEN_WORDS =
            Set.of("util", "utils", "manager", "helper", "impl", "common", "base", "data", "info", "service");

    /** Words of the design: what every process has. */
    private static final Set<String> NAMED_BY_THE_DESIGN = Set.of("CommonTrigger", "CommonRows");

    private static final Set<Class<?>> DATES = Set.of(
            Instant.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class);

    private static final List<Wall> WALLS = List.of(
            new Wall(
                    "the vocabulary uses the JDK and JSpecify only",
                    classes()
                            .that()
                            .resideInAPackage("dev.voronka")
                            .should()
                            .onlyDependOnClassesThat()
                            .resideInAnyPackage(with(JDK, "dev.voronka")),
                    "package dev.voronka; class Breach { dev.voronka.people.Employee e; }"),
            new Wall(
                    "language packages use the vocabulary and each other",
                    classes()
                            .that()
                            .resideInAnyPackage(LANGUAGE)
                            .should()
                            .onlyDependOnClassesThat()
                            .resideInAnyPackage(with(with(JDK, LANGUAGE), "dev.voronka")),
                    "package dev.voronka.people; class Breach { org.slf4j.Logger log; }"),
            new Wall(
                    "processes use the vocabulary and the language packages",
                    classes()
                            .that()
                            .resideInAPackage("dev.voronka.process..")
                            .should()
                            .onlyDependOnClassesThat()
                            .resideInAnyPackage(with(with(JDK, LANGUAGE), "dev.voronka", "dev.voronka.process..")),
                    "package dev.voronka.process.breach; class Breach { dev.voronka.store.CardStore store; }"),
            new Wall(
                    "a process never uses another process",
                    slices().matching("dev.voronka.process.(*)..").should().notDependOnEachOther(),
                    "package dev.voronka.process.one; public class One {}",
                    "package dev.voronka.process.two; class Two { dev.voronka.process.one.One one; }"),
            new Wall(
                    "what works for every process knows none",
                    noClasses()
                            .that()
                            .resideInAnyPackage(MACHINERY)
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage("dev.voronka.process..", "dev.voronka.run.."),
                    "package dev.voronka.store; class Breach { dev.voronka.process.meeting.Meeting m; }"),
            new Wall(
                    "only the engine touches Spring Statemachine and Reactor",
                    noClasses()
                            .that()
                            .resideOutsideOfPackage("dev.voronka.engine..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage("org.springframework.statemachine..", "reactor.."),
                    "package dev.voronka.run; class Breach { reactor.core.publisher.Mono<String> m; }"),
            new Wall(
                    "only the JDBC store speaks to databases",
                    noClasses()
                            .that()
                            .resideOutsideOfPackage("dev.voronka.store.jdbc..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(
                                    "java.sql..", "org.springframework.jdbc..", "org.springframework.transaction.."),
                    "package dev.voronka.run; class Breach { java.sql.Connection c; }"),
            new Wall(
                    "no Spring, Reactor or Jackson type is in the public API",
                    classes().should(keepOutOfTheirApi("org.springframework.", "reactor.", "tools.jackson.")),
                    "package dev.voronka.engine; public class Breach { "
                            + "public java.util.List<reactor.core.publisher.Mono<String>> m() { return null; } }"),
            new Wall(
                    "only the webhook speaks HTTP",
                    onlyIn("java.net.http..", "dev.voronka.delivery.webhook.."),
                    "package dev.voronka.delivery; class Breach { java.net.http.HttpClient c; }"),
            new Wall(
                    "only the mail handler touches Jakarta Mail",
                    onlyIn("jakarta.mail..", "dev.voronka.delivery.mail.."),
                    "package dev.voronka.delivery; class Breach { jakarta.mail.Session s; }"),
            new Wall(
                    "only one observer, and what makes it of a host's beans, touches Micrometer",
                    onlyIn("io.micrometer..", "dev.voronka.delivery.micrometer..", "dev.voronka.boot.."),
                    "package dev.voronka.run; class Breach { io.micrometer.observation.ObservationRegistry r; }"),
            new Wall(
                    "nothing uses run but what makes one of a host's beans",
                    noClasses()
                            .that()
                            .resideOutsideOfPackages("dev.voronka.run..", "dev.voronka.boot..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("dev.voronka.run.."),
                    "package dev.voronka.department; class Breach { dev.voronka.run.Funnel<?, ?> f; }"),
            new Wall(
                    "nothing uses boot",
                    noClasses()
                            .that()
                            .resideOutsideOfPackage("dev.voronka.boot..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("dev.voronka.boot.."),
                    "package dev.voronka.run; class Breach { dev.voronka.boot.VoronkaAutoConfiguration c; }"),
            new Wall(
                    "only boot touches Spring Boot",
                    noClasses()
                            .that()
                            .resideOutsideOfPackage("dev.voronka.boot..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("org.springframework.boot.."),
                    "package dev.voronka.run; class Breach { org.springframework.boot.SpringApplication a; }"),
            new Wall(
                    "packages have no cycles",
                    slices().matching("dev.voronka.(**)").should().beFreeOfCycles(),
                    "package dev.voronka.one; public class One { dev.voronka.one.two.Two two; }",
                    "package dev.voronka.one.two; public class Two { dev.voronka.one.One one; }"),
            new Wall(
                    "every package is @NullMarked",
                    classes().should(liveInANullMarkedPackage()),
                    "package dev.voronka.breach; class Breach {}"),
            new Wall(
                    "nothing is named by a word that says nothing",
                    classes().should(haveATellingName()),
                    "package dev.voronka.store; class CardHelper {}"),
            new Wall(
                    "time and chance come in through run only",
                    noClasses()
                            .that()
                            .resideOutsideOfPackage("dev.voronka.run..")
                            .should()
                            .accessTargetWhere(
                                    describe("asks the machine's clock or dice", ArchitectureTest::isAmbient)),
                    "package dev.voronka.store; class Breach { "
                            + "java.util.function.Supplier<java.time.Instant> now = java.time.Instant::now; }"));

    @TestFactory
    Stream<DynamicTest> the_walls_stand() {
        return WALLS.stream()
                .map(wall ->
                        DynamicTest.dynamicTest(wall.name(), () -> wall.rule().check(MAIN)));
    }

    @TestFactory
    Stream<DynamicTest> each_wall_notices_a_breach(@TempDir Path folder) {
        return WALLS.stream()
                .map(wall -> DynamicTest.dynamicTest(wall.name(), () -> {
                    var classes = Files.createTempDirectory(folder, "breach");
                    assertThat(Compiled.errors(classes, wall.breach())).isEmpty();

                    var breach = new ClassFileImporter().importPath(classes);

                    assertThat(wall.rule().evaluate(breach).hasViolation()).isTrue();
                }));
    }

    @Test
    void the_clock_is_noticed_however_it_is_asked(@TempDir Path classes) {
        var asked = List.of(
                "java.time.Instant.now()",
                "java.time.LocalDate.now()",
                "java.time.Clock.systemUTC()",
                "java.time.Clock.system(java.time.ZoneId.of(\"Europe/Moscow\"))",
                "System.currentTimeMillis()",
                "java.util.UUID.randomUUID()");
        var wall = WALLS.get(WALLS.size() - 1).rule();

        for (var i = 0; i < asked.size(); i++) {
            var source = "package dev.voronka.store; class Breach" + i + " { Object o = " + asked.get(i) + "; }";
            assertThat(Compiled.errors(classes, List.of(source))).isEmpty();
            assertThat(wall.evaluate(new ClassFileImporter()
                                    .importPath(classes.resolve("dev/voronka/store/Breach" + i + ".class")))
                            .hasViolation())
                    .as(asked.get(i))
                    .isTrue();
        }
    }

    @Test
    void every_package_says_what_lives_in_it() throws IOException {
        var sources = Committed.inCore("src/main/java");
        try (var files = Files.walk(sources)) {
            var packages = files.filter(f -> f.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();

            for (var folder : packages) {
                assertThat(folder.resolve("package-info.java"))
                        .exists()
                        .content()
                        .as("Javadoc of %s", sources.relativize(folder))
                        .startsWith("/**");
            }
        }
    }

    private static ArchRule onlyIn(String used, String... here) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(here)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(used);
    }

    private static boolean isAmbient(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        var name = access.getTarget().getName();
        if (owner.isEquivalentTo(System.class)) {
            return name.equals("currentTimeMillis");
        }
        if (owner.isEquivalentTo(UUID.class)) {
            return name.equals("randomUUID");
        }
        if (owner.isEquivalentTo(Clock.class)) {
            return name.startsWith("system") || (name.startsWith("tick") && !name.equals("tick"));
        }
        return DATES.stream().anyMatch(owner::isEquivalentTo)
                && name.equals("now")
                && access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget called
                && called.getRawParameterTypes().stream().noneMatch(p -> p.isEquivalentTo(Clock.class));
    }

    private static ArchCondition<JavaClass> keepOutOfTheirApi(String... packages) {
        return new ArchCondition<>("keep other libraries' types out of their API") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!isPublic(type)) {
                    return;
                }
                var said = Stream.concat(
                        Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream()),
                        type.getMembers().stream()
                                .filter(ArchitectureTest::isOpen)
                                .flatMap(ArchitectureTest::typesOf));
                said.flatMap(t -> t.getAllInvolvedRawTypes().stream())
                        .filter(t -> Arrays.stream(packages).anyMatch(t.getName()::startsWith))
                        .distinct()
                        .forEach(t -> events.add(
                                SimpleConditionEvent.violated(type, type.getName() + " shows " + t.getName())));
            }
        };
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isPublic).orElse(true);
    }

    private static boolean isOpen(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static Stream<? extends JavaType> typesOf(JavaMember member) {
        if (member instanceof JavaCodeUnit code) {
            return Stream.of(
                            Stream.of(code.getReturnType()),
                            code.getParameterTypes().stream(),
                            code.getTypeParameters().stream(),
                            code.getThrowsClause().getTypes().stream())
                    .flatMap(Function.identity());
        }
        return Stream.of(((JavaField) member).getType());
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " lives in a package without a @NullMarked package-info"));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> haveATellingName() {
        return new ArchCondition<>("have a telling name") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var name = type.getSimpleName();
                if (name.equals("package-info") || NAMED_BY_THE_DESIGN.contains(name) || isCardRecord(type)) {
                    return;
                }
                Stream.concat(words(name), Arrays.stream(type.getPackageName().split("\\.")))
                        .filter(FORBIDDEN_WORDS::contains)
                        .forEach(word -> events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " is named by \"" + word + "\", which says nothing")));
            }
        };
    }

    /** A process's card record may be called Data, or, in a file of its own, LeadData. */
    private static boolean isCardRecord(JavaClass type) {
        return type.getPackageName().startsWith("dev.voronka.process.")
                && type.isRecord()
                && type.getSimpleName().endsWith("Data");
    }

    private static Stream<String> words(String name) {
        return Arrays.stream(name.split("(?=[A-Z])")).map(word -> word.toLowerCase(Locale.ROOT));
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
    }
}
