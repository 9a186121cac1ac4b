package dev.voronka.bitrix;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
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
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The walls of the module bitrix-adapter. Each one is also shown to notice a breach. */
class BitrixArchitectureTest {

    /** A rule and a small source that breaks it. */
    private record Wall(String name, ArchRule rule, String breach) {}

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.voronka.bitrix");

    private static final String CLIENT = "dev.voronka.bitrix.client..";

    private static final Set<String> FORBIDDEN_WORDS =
            Set.of("util", "utils", "manager", "helper", "impl", "common", "base", "data", "info", "service");

    private static final List<Wall> WALLS = List.of(
            new Wall(
                    "the client knows nothing of voronka",
                    noClasses()
                            .that()
                            .resideInAPackage(CLIENT)
                            .should()
                            .dependOnClassesThat(describe(
                                    "are of voronka, outside the client",
                                    c -> c.getName().startsWith("dev.voronka.")
                                            && !c.getName().startsWith("dev.voronka.bitrix.client."))),
                    "package dev.voronka.bitrix.client; class Breach { dev.voronka.CardId id; }"),
            new Wall(
                    "only the client sends HTTP to the CRM",
                    noClasses()
                            .that()
                            .resideOutsideOfPackage(CLIENT)
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage("java.net.http.."),
                    "package dev.voronka.bitrix; class Breach { java.net.http.HttpClient c; }"),
            new Wall(
                    "only the client's bucket touches Bucket4j",
                    noClasses()
                            .that(describe(
                                    "are not the bucket", c -> !c.getName().contains(".LeakyBucket")))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage("io.github.bucket4j.."),
                    "package dev.voronka.bitrix.client; class Breach { io.github.bucket4j.Bucket b; }"),
            new Wall(
                    "only the client's pauses touch Resilience4j",
                    noClasses()
                            .that(describe(
                                    "are not the pauses", c -> !c.getName().contains(".Backoff")))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage("io.github.resilience4j.."),
                    "package dev.voronka.bitrix.client; class Breach { io.github.resilience4j.core.IntervalFunction f; }"),
            new Wall(
                    "no type of HTTP, Bucket4j or Resilience4j is in the public API",
                    classes()
                            .should(keepOutOfTheirApi(
                                    "java.net.http.", "io.github.bucket4j.", "io.github.resilience4j.")),
                    "package dev.voronka.bitrix.client; public class Breach { "
                            + "public java.util.List<java.net.http.HttpClient> m() { return null; } }"),
            new Wall(
                    "every package is @NullMarked",
                    classes().should(liveInANullMarkedPackage()),
                    "package dev.voronka.bitrix.breach; class Breach {}"),
            new Wall(
                    "nothing is named by a word that says nothing",
                    classes().should(haveATellingName()),
                    "package dev.voronka.bitrix.client; class CallHelper {}"));

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

                    var result = wall.rule().evaluate(new ClassFileImporter().importPath(classes));

                    assertThat(result.hasViolation()).isTrue();
                }));
    }

    private static String errors(Path classes, String source) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
            var ok = compiler.getTask(said, files, null, options, null, List.of(file(source)))
                    .call();
            return ok ? "" : said.toString();
        }
    }

    private static JavaFileObject file(String source) {
        return new SimpleJavaFileObject(URI.create("string:///Breach.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public String getName() {
                return source.contains("CallHelper") ? "CallHelper.java" : "Breach.java";
            }

            @Override
            public boolean isNameCompatible(String simpleName, Kind kind) {
                return true;
            }

            @Override
            public CharSequence getCharContent(boolean ignored) {
                return source;
            }
        };
    }

    private static ArchCondition<JavaClass> keepOutOfTheirApi(String... prefixes) {
        return new ArchCondition<>("keep " + String.join(", ", prefixes) + " out of their API") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getModifiers().contains(JavaModifier.PUBLIC)) {
                    return;
                }
                type.getCodeUnits().stream()
                        .filter(BitrixArchitectureTest::isSeen)
                        .forEach(unit -> Stream.concat(
                                        Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
                                .flatMap(seen -> seen.getAllInvolvedRawTypes().stream())
                                .map(JavaType::getName)
                                .filter(name -> Arrays.stream(prefixes).anyMatch(name::startsWith))
                                .forEach(name -> events.add(
                                        SimpleConditionEvent.violated(type, unit.getFullName() + " shows " + name))));
            }
        };
    }

    private static boolean isSeen(JavaCodeUnit unit) {
        return unit.getModifiers().contains(JavaModifier.PUBLIC)
                || unit.getModifiers().contains(JavaModifier.PROTECTED);
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
                Arrays.stream(type.getSimpleName().split("(?<=[a-z0-9])(?=[A-Z])", -1))
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .filter(FORBIDDEN_WORDS::contains)
                        .filter(word -> !type.getSimpleName().equals("package-info"))
                        .forEach(word -> events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " is named by \"" + word + "\", which says nothing")));
            }
        };
    }
}
