package dev.voronka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every text of voronka exists in Russian and in English and can be said. */
class TextsTest {

    private static final Pattern PLACE = Pattern.compile("\\{[^{}]*(?:\\{[^{}]*}[^{}]*)*}");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Pattern CYRILLIC = Pattern.compile("\\p{IsCyrillic}");

    /** Texts that are the same in Russian: {@code file: code}. */
    private static final Set<String> NOT_IN_CYRILLIC = Set.of();

    @Test
    void texts_are_found() throws IOException {
        assertThat(files()).hasSizeGreaterThan(4);
    }

    @TestFactory
    Stream<DynamicTest> both_languages_say_the_same_things() throws IOException {
        return files().stream()
                .filter(f -> !isRussian(f))
                .map(english -> DynamicTest.dynamicTest(english.getFileName().toString(), () -> {
                    var russian = english.resolveSibling(
                            english.getFileName().toString().replace(".properties", "_ru.properties"));
                    assertThat(russian).exists();
                    var here = read(english);
                    var there = read(russian);

                    assertThat(there.keySet()).isEqualTo(here.keySet());
                    here.forEach((code, text) -> assertThat(places(there.get(code)))
                            .as("places of %s", code)
                            .isEqualTo(places(text)));
                }));
    }

    @Test
    void no_russian_file_is_without_an_english_one() throws IOException {
        assertThat(files().stream().filter(TextsTest::isRussian))
                .allSatisfy(f -> assertThat(
                                f.resolveSibling(f.getFileName().toString().replace("_ru.properties", ".properties")))
                        .exists());
    }

    @TestFactory
    Stream<DynamicTest> every_text_can_be_said() throws IOException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> assertSoftly(all -> read(file).forEach((code, text) -> sayable(all, code, text)))));
    }

    private static void sayable(SoftAssertions all, String code, String text) {
        all.assertThat(text).as(code).isNotBlank();
        all.assertThatCode(() -> new MessageFormat(text)).as(code).doesNotThrowAnyException();
        if (places(text).isEmpty()) {
            all.assertThat(text)
                    .as("%s has no place, so an apostrophe in it is single", code)
                    .doesNotContain("''");
        } else {
            all.assertThat(text.replace("''", ""))
                    .as("%s has places, so an apostrophe in it is written twice", code)
                    .doesNotContain("'");
        }
    }

    @TestFactory
    Stream<DynamicTest> russian_texts_are_in_russian() throws IOException {
        return files().stream().filter(TextsTest::isRussian).map(file -> {
            var name = file.getFileName().toString();
            return DynamicTest.dynamicTest(
                    name,
                    () -> assertSoftly(all -> read(file).forEach((code, text) -> {
                        if (!NOT_IN_CYRILLIC.contains(name + ": " + code)
                                && LETTER.matcher(PLACE.matcher(text).replaceAll(""))
                                        .find()) {
                            all.assertThat(text).as(code).containsPattern(CYRILLIC);
                        }
                    })));
        });
    }

    @TestFactory
    Stream<DynamicTest> no_text_is_written_twice() throws IOException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> assertThat(Files.readAllLines(file).stream()
                                        .filter(line -> !line.startsWith("#") && line.contains("="))
                                        .map(line -> line.substring(0, line.indexOf('='))))
                                .doesNotHaveDuplicates()));
    }

    private static Set<Integer> places(String text) {
        var places = new TreeSet<Integer>();
        for (var found : Pattern.compile("\\{(\\d+)").matcher(text).results().toList()) {
            places.add(Integer.valueOf(found.group(1)));
        }
        return places;
    }

    private static boolean isRussian(Path file) {
        return file.toString().endsWith("_ru.properties");
    }

    private static Map<String, String> read(Path file) {
        var read = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            read.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        var texts = new TreeMap<String, String>();
        read.stringPropertyNames().forEach(code -> texts.put(code, read.getProperty(code)));
        return texts;
    }

    /** Every file of texts on the class path. */
    private static List<Path> files() throws IOException {
        var found = new ArrayList<Path>();
        for (var root : Collections.list(TextsTest.class.getClassLoader().getResources("dev/voronka"))) {
            if (root.getProtocol().equals("file")) {
                try (var files = Files.walk(Path.of(root.getPath()))) {
                    files.filter(f -> f.toString().endsWith(".properties"))
                            .sorted()
                            .forEach(found::add);
                }
            }
        }
        return found;
    }
}
