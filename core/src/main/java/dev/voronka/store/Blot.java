package dev.voronka.store;

import dev.voronka.ContactRef;
import dev.voronka.Personal;
import dev.voronka.lookup.Reach;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values of a person that must not be read any more: wherever one occurs in a text, in any letter case, {@value #MARK}
 * takes its place. A phone is found however it is written. A value of fewer than {@value #SHORTEST} characters is no
 * value; one of fewer than {@value #WORD} is found as a whole word only. Immutable.
 */
public final class Blot {

    /** What stands where a value stood. */
    public static final String MARK = "«…»";

    /** How long a value is at least. */
    public static final int SHORTEST = 3;

    /** From which length on a value is also found within a word. */
    public static final int WORD = 8;

    private static final String GAP = "[\\s().\\-\\u2010-\\u2015\\u00a0]*";
    private static final String NOT_AFTER = "(?<![\\p{L}\\p{N}])";
    private static final String NOT_BEFORE = "(?![\\p{L}\\p{N}])";
    private static final int RUSSIAN_DIGITS = 11;

    /** Components whose texts are names of things and not anybody's words, unless they look otherwise. */
    private static final Set<String> CODES = Set.of(
            "code",
            "guard",
            "process",
            "trigger",
            "port",
            "type",
            "became",
            "kind",
            "stage",
            "from",
            "to",
            "link",
            "owner",
            "passed",
            "watchers",
            "card",
            "currency",
            "group",
            "direction",
            "company",
            "definition");

    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_.:/-]*");

    private static final Pattern MOMENT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d(T[0-9:.]+(Z|[+-][0-9:]+)?(\\[[A-Za-z/_]+])?)?|PT?[0-9.DHMS-]+");

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final @Nullable Pattern values;

    @Personal
    private final Set<String> contacts;

    private Blot(@Nullable Pattern values, Set<String> contacts) {
        this.values = values;
        this.contacts = contacts;
    }

    /**
     * Blots these out.
     *
     * @param values texts, phones and e-mails, as typed or normalised
     * @param contacts ids of contacts; one stands for a contact at any length, and within texts as a whole word
     */
    public static Blot of(Collection<String> values, Collection<String> contacts) {
        var patterns = new TreeSet<String>(
                Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        values.forEach(v -> patterns.addAll(patterns(v)));
        contacts.stream()
                .filter(c -> c.strip().length() >= SHORTEST)
                .forEach(c -> patterns.add(NOT_AFTER + Pattern.quote(c.strip()) + NOT_BEFORE));
        var all = patterns.isEmpty()
                ? null
                : Pattern.compile(String.join("|", patterns), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return new Blot(all, Set.copyOf(contacts));
    }

    private static List<String> patterns(String value) {
        var bare = value.strip();
        if (bare.length() < SHORTEST) {
            return List.of();
        }
        var plain = bare.startsWith("tel:") ? bare.substring(4) : bare;
        var phone = Reach.phone(plain);
        if (phone.isPresent()) {
            return List.of(phone(phone.get().replaceAll("[^0-9]", "")));
        }
        if (bare.startsWith("mailto:")) {
            return List.of("(?:mailto:)?" + Pattern.quote(bare.substring("mailto:".length())));
        }
        var words = new ArrayList<String>();
        for (var word : bare.split("\\s+", -1)) {
            words.add(Pattern.quote(word));
        }
        var text = String.join("\\s+", words);
        return List.of(bare.length() < WORD ? NOT_AFTER + text + NOT_BEFORE : text);
    }

    private static String phone(String digits) {
        var russian = digits.length() == RUSSIAN_DIGITS && digits.startsWith("7");
        var core = russian ? digits.substring(1) : digits;
        return NOT_AFTER
                + (russian ? "(?:tel:)?(?:\\+?[78])?" : "(?:tel:)?\\+?")
                + GAP
                + core.chars().mapToObj(d -> String.valueOf((char) d)).collect(Collectors.joining(GAP))
                + "(?!\\p{N})";
    }

    /** Whether this contact is one of the person. */
    public boolean isOf(ContactRef contact) {
        return contacts.contains(contact.id());
    }

    /** A text without the values. */
    public String text(String text) {
        if (values == null || text.isEmpty()) {
            return text;
        }
        var found = values.matcher(text);
        return found.find() ? found.replaceAll(MARK) : text;
    }

    /** Whether a value occurs in a text. */
    public boolean isIn(String text) {
        return values != null && values.matcher(text).find();
    }

    /** A text of a component of this name: one that names a thing, a moment or a card stays as it is. */
    String text(String component, String text) {
        if ((CODES.contains(component) && CODE.matcher(text).matches())
                || MOMENT.matcher(text).matches()) {
            return text;
        }
        if (UUID.matcher(text).matches()) {
            return contacts.contains(text) ? MARK : text;
        }
        return text(text);
    }

    /** Whether anything of it stands in a text of JSON, in whatever depth. */
    public boolean isInJson(Codec codec, String json) {
        var tree = codec.read(json, Object.class);
        return !tree("", tree).equals(tree);
    }

    /** A JSON text without the values, as the codec writes it; the same if none occurs. */
    String json(Codec codec, String json) {
        var tree = codec.read(json, Object.class);
        var after = tree("", tree);
        return tree.equals(after) ? json : codec.text(after);
    }

    private Object tree(String name, Object json) {
        if (json instanceof String text) {
            return text(name, text);
        }
        if (json instanceof List<?> list) {
            var all = new ArrayList<@Nullable Object>(list.size());
            list.forEach(e -> all.add(e == null ? null : tree(name, e)));
            return all;
        }
        if (json instanceof Map<?, ?> map) {
            if (map.size() == 1 && map.get("id") instanceof String id && contacts.contains(id)) {
                return Map.of("id", "");
            }
            var all = new LinkedHashMap<String, @Nullable Object>();
            map.forEach((k, v) -> {
                var key = String.valueOf(k);
                all.put(text(key), v == null ? null : tree(key, v));
            });
            return all;
        }
        return json;
    }

    /** How much it blots out, without what. */
    @Override
    public String toString() {
        return "Blot[" + contacts.size() + " contacts" + (values == null ? "" : " and texts") + "]";
    }
}
