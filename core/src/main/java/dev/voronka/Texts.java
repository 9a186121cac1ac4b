package dev.voronka;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Titles, reasons and messages by stable code, in Russian and English.
 *
 * <p>They live in {@code <name>.properties} (English) and {@code <name>_ru.properties} (Russian), UTF-8, beside the
 * class that they belong to. A reader whose language is not Russian gets English. A text with arguments is a {@link
 * MessageFormat} pattern, so an apostrophe in it is written twice. Immutable and thread-safe.
 */
public final class Texts {

    /** Russian, for callers. */
    public static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    private static final Texts STANDARD = read(Texts.class, "voronka", null);

    private final String name;
    private final Map<String, String> english;
    private final Map<String, String> russian;
    private final @Nullable Texts behind;
    private final boolean codesAsTexts;

    private Texts(
            String name,
            Map<String, String> english,
            Map<String, String> russian,
            @Nullable Texts behind,
            boolean codesAsTexts) {
        this.name = name;
        this.english = english;
        this.russian = russian;
        this.behind = behind;
        this.codesAsTexts = codesAsTexts;
    }

    /** The two languages in which every text must exist. */
    public static List<Locale> languages() {
        return List.of(RUSSIAN, Locale.ENGLISH);
    }

    /**
     * The texts in two property files beside a class; what they lack is taken from voronka's standard texts.
     *
     * @throws InvalidInput if a file exists but cannot be read
     */
    public static Texts beside(Class<?> neighbour, String name) {
        return read(neighbour, name, STANDARD);
    }

    /** voronka's own texts: common triggers, standard roles, built-in reasons. */
    static Texts standard() {
        return STANDARD;
    }

    /** Texts made of the codes themselves: for generated processes that nobody reads. */
    public static Texts codesThemselves() {
        return new Texts("", Map.of(), Map.of(), null, true);
    }

    /** The same with other or more texts. */
    Texts with(Map<String, Title> titles) {
        if (titles.isEmpty()) {
            return this;
        }
        var en = new HashMap<>(english);
        var ru = new HashMap<>(russian);
        titles.forEach((code, title) -> {
            en.put(code, title.in(Locale.ENGLISH));
            ru.put(code, title.in(RUSSIAN));
        });
        return new Texts(name, en, ru, behind, codesAsTexts);
    }

    /** The same, and what these lack is taken from the others. */
    Texts filledFrom(Texts others) {
        var en = new HashMap<>(others.english);
        var ru = new HashMap<>(others.russian);
        en.putAll(english);
        ru.putAll(russian);
        return new Texts(name, en, ru, behind, codesAsTexts);
    }

    private static Texts read(Class<?> neighbour, String name, @Nullable Texts behind) {
        return new Texts(
                name,
                properties(neighbour, file(name, Locale.ENGLISH)),
                properties(neighbour, file(name, RUSSIAN)),
                behind,
                false);
    }

    private static String file(String name, Locale language) {
        return name + (isRussian(language) ? "_ru.properties" : ".properties");
    }

    private static boolean isRussian(Locale language) {
        return language.getLanguage().equals("ru");
    }

    /** The file in which a text in this language is looked for first. */
    String file(Locale language) {
        return file(name, language);
    }

    private static Map<String, String> properties(Class<?> neighbour, String file) {
        try (var in = neighbour.getResourceAsStream(file)) {
            if (in == null) {
                return Map.of();
            }
            var read = new Properties();
            read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            var texts = new HashMap<String, String>();
            read.stringPropertyNames().forEach(key -> texts.put(key, read.getProperty(key)));
            return texts;
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new InvalidInput(
                    "The texts " + file + " beside " + neighbour.getName() + " cannot be read as UTF-8 properties.",
                    unreadable);
        }
    }

    /** The text with its arguments filled in, or empty if there is none in this language. */
    public Optional<String> find(String code, Locale language, Object... args) {
        if (codesAsTexts && !own(language).containsKey(code)) {
            return Optional.of(args.length == 0 ? code : code + List.of(args));
        }
        return pattern(code, language)
                .map(p -> args.length == 0 ? p : new MessageFormat(p, language).format(spoken(args, language)));
    }

    /** Only the pattern may be a standard one: its arguments are spoken by these texts, which know more. */
    private Optional<String> pattern(String code, Locale language) {
        var own = own(language).get(code);
        return own != null || behind == null ? Optional.ofNullable(own) : behind.pattern(code, language);
    }

    private Map<String, String> own(Locale language) {
        return isRussian(language) ? russian : english;
    }

    /** Whether these files have a text in the other language and none of their own in this one. */
    boolean lacks(String code, Locale language) {
        return codes().contains(code) && !own(language).containsKey(code);
    }

    /** Whether a text with places could not be said: its braces do not match, or an apostrophe would swallow a place. */
    boolean isTorn(String code, Locale language) {
        var text = own(language).getOrDefault(code, "");
        if (!text.contains("{")) {
            return false;
        }
        try {
            return text.replace("''", "").contains("'") || new MessageFormat(text, language).getFormats().length == 0;
        } catch (IllegalArgumentException torn) {
            return true;
        }
    }

    /** References among the arguments, see {@link TextRef}, are said by these texts. */
    private Object[] spoken(Object[] args, Locale language) {
        var spoken = args.clone();
        for (var i = 0; i < args.length; i++) {
            if (args[i] instanceof String said && (said.startsWith("@") || said.contains(", @"))) {
                spoken[i] = Arrays.stream(said.split(", ", -1))
                        .map(s -> spoken(s, language))
                        .collect(Collectors.joining(", "));
            }
        }
        return spoken;
    }

    private String spoken(String said, Locale language) {
        if (said.startsWith("@@")) {
            return said.substring(1);
        }
        return said.startsWith("@") ? find(said.substring(1), language).orElse(said) : said;
    }

    /**
     * The text with its arguments filled in.
     *
     * @throws MissingText if there is none in this language
     */
    public String text(String code, Locale language, Object... args) {
        return find(code, language, args).orElseThrow(() -> new MissingText(code, language));
    }

    /** The codes of this pair of files, in order, without voronka's standard texts. */
    public Set<String> codes() {
        var codes = new TreeSet<>(english.keySet());
        codes.addAll(russian.keySet());
        return codes;
    }
}
