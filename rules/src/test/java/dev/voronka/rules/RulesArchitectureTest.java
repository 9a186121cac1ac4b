package dev.voronka.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The walls of the module rules. Each one is also shown to notice a breach. */
class RulesArchitectureTest {

    /** A rule and small sources that break it. */
    private record Wall(String name, ArchRule rule, List<String> breach) {
        Wall(String name, ArchRule rule, String... breach) {
            this(name, rule, List.of(breach));
        }
    }

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.voronka.rules");

    private static final Set<String> FORBIDDEN_WORDS =
            Set.of("util", "utils", "manager", "helper", "impl", "common", "base", "data", "info", "service");

    private static final List<Wall> WALLS = List.of(
            new Wall(
                    "only the gate touches Drools' parser and its tree",
                    onlyIn("dev.voronka.rules.gate..", "org.drools.drl.."),
                    "package dev.voronka.rules.drools; class Breach { org.drools.drl.parser.DrlParser p; }"),
            new Wall(
                    "only the gate touches JavaParser",
                    onlyIn("dev.voronka.rules.gate..", "com.github.javaparser.."),
                    "package dev.voronka.rules.drools; class Breach { com.github.javaparser.JavaParser p; }"),
            new Wall(
                    "the gate touches nothing else of Drools but how its parser is told the level of the language",
                    noClasses()
                            .that()
                            .resideInAPackage("dev.voronka.rules.gate..")
                            .should()
                            .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                                    "are of Drools, but neither of its parser nor the level of the language",
                                    c -> (c.getName().startsWith("org.drools.")
                                                    || c.getName().startsWith("org.kie."))
                                            && !c.getName().startsWith("org.drools.drl.")
                                            && !c.getName()
                                                    .equals("org.kie.internal.builder.conf.LanguageLevelOption"))),
                    "package dev.voronka.rules.gate; class Breach { org.kie.api.KieBase b; }"),
            new Wall(
                    "only the package drools touches the engine",
                    noClasses()
                            .that()
                            .resideOutsideOfPackages("dev.voronka.rules.drools..", "dev.voronka.rules.gate..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage("org.drools..", "org.kie..", "org.mvel2.."),
                    "package dev.voronka.rules; class Breach { org.kie.api.KieBase b; }"),
            new Wall(
                    "only the command line touches picocli",
                    onlyIn("dev.voronka.rules.cli..", "picocli.."),
                    "package dev.voronka.rules.drools; class Breach { picocli.CommandLine c; }"),
            new Wall(
                    "nothing uses the command line",
                    noClasses()
                            .that()
                            .resideOutsideOfPackage("dev.voronka.rules.cli..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("dev.voronka.rules.cli.."),
                    "package dev.voronka.rules.explain; class Breach { dev.voronka.rules.cli.VoronkaRules r; }"),
            new Wall(
                    "facts and sinks use the JDK and each other only",
                    classes()
                            .that()
                            .resideInAnyPackage("dev.voronka.rules.fact..", "dev.voronka.rules.sink..")
                            .should()
                            .onlyDependOnClassesThat()
                            .resideInAnyPackage(
                                    "java..", "org.jspecify..", "dev.voronka.rules.fact..", "dev.voronka.rules.sink.."),
                    "package dev.voronka.rules.fact; class Breach { dev.voronka.rules.gate.Kind k; }"),
            new Wall(
                    "no type of Drools, JavaParser or Jackson is in the public API",
                    classes()
                            .should(keepOutOfTheirApi(
                                    "org.drools.",
                                    "org.kie.",
                                    "org.mvel2.",
                                    "com.github.",
                                    "tools.jackson.",
                                    "picocli.")),
                    "package dev.voronka.rules.drools; public class Breach { "
                            + "public java.util.List<org.kie.api.KieBase> m() { return null; } }"),
            new Wall(
                    "packages have no cycles",
                    slices().matching("dev.voronka.rules.(**)").should().beFreeOfCycles(),
                    "package dev.voronka.rules.one; public class One { dev.voronka.rules.two.Two two; }",
                    "package dev.voronka.rules.two; public class Two { dev.voronka.rules.one.One one; }"),
            new Wall(
                    "every package is @NullMarked",
                    classes().should(liveInANullMarkedPackage()),
                    "package dev.voronka.rules.breach; class Breach {}"),
            new Wall(
                    "nothing is named by a word that says nothing",
                    classes().should(haveATellingName()),
                    "package dev.voronka.rules.gate; class GateHelper {}"));

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
                    assertThat(errors(classes, wall.breach())).isEmpty();

                    var breach = new ClassFileImporter().importPath(classes);

                    assertThat(wall.rule().evaluate(breach).hasViolation()).isTrue();
                }));
    }

    /** What the compiler says of these sources. */
    private static String errors(Path classes, List<String> sources) throws IOException {
        var said = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        var units = sources.stream().map(RulesArchitectureTest::unit).toList();
        var options = List.of(
                "-d", classes.toString(), "-classpath", System.getProperty("java.class.path"), "-proc:none", "-nowarn");
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            return Boolean.TRUE.equals(compiler.getTask(said, files, null, options, null, units)
                            .call())
                    ? ""
                    : said.toString();
        }
    }

    private static JavaFileObject unit(String source) {
        var name = source.replaceAll("(?s)package ([\\w.]+);.*?class (\\w+).*", "$1.$2")
                .replace('.', '/');
        return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }

    private static ArchRule onlyIn(String here, String used) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(here)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(used);
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
                                .filter(RulesArchitectureTest::isOpen)
                                .flatMap(RulesArchitectureTest::typesOf));
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
                && type.getEnclosingClass().map(RulesArchitectureTest::isPublic).orElse(true);
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
                if (!name.equals("package-info")) {
                    Stream.concat(
                                    Arrays.stream(name.split("(?=[A-Z])")).map(w -> w.toLowerCase(Locale.ROOT)),
                                    Arrays.stream(type.getPackageName().split("\\.")))
                            .filter(FORBIDDEN_WORDS::contains)
                            .forEach(word -> events.add(SimpleConditionEvent.violated(
                                    type, type.getName() + " is named by \"" + word + "\", which says nothing")));
                }
            }
        };
    }
}
