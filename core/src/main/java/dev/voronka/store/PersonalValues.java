package dev.voronka.store;

import dev.voronka.Card;
import dev.voronka.ContactRef;
import dev.voronka.Move;
import dev.voronka.Personal;
import dev.voronka.lookup.Reach;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gathers what stands in components that are {@link Personal}, so that it can be blotted out elsewhere. For one thread. */
public final class PersonalValues {

    private static final Pattern EMAIL = Pattern.compile("[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}.-]+\\.\\p{L}{2,}");
    private static final Pattern PHONE = Pattern.compile("\\+?\\d[\\d\\s().\\-\\u2010-\\u2015\\u00a0]{8,20}\\d");

    @Personal
    private final Set<String> texts = new TreeSet<>();

    @Personal
    private final Set<String> contacts = new TreeSet<>();

    /** Texts, phones and e-mails. */
    public Set<String> texts() {
        return Set.copyOf(texts);
    }

    /** Ids of contacts. */
    public Set<String> contacts() {
        return Set.copyOf(contacts);
    }

    /** Adds what a card says of persons. */
    public void gather(Card<?> card) {
        add(card.data(), false);
        texts.addAll(card.header().reach());
        card.header().contacts().forEach(c -> add(c, true));
    }

    /** Adds what a line of history says of persons. */
    public void gather(Move move) {
        add(move.payload(), false);
        move.answers().forEach(a -> add(a, false));
    }

    /** Adds what a value says of persons. */
    public void gather(Object value) {
        add(value, false);
    }

    /** Adds a text that tells of a person. */
    public void addText(String text) {
        texts.add(text);
        var email = EMAIL.matcher(text);
        while (email.find()) {
            texts.add(email.group());
        }
        var phone = PHONE.matcher(text);
        while (phone.find()) {
            Reach.phone(phone.group()).ifPresent(texts::add);
        }
    }

    private void add(@Nullable Object value, boolean personal) {
        if (value instanceof String text) {
            if (personal) {
                addText(text);
            }
        } else if (value instanceof ContactRef contact) {
            if (personal && contact.isKnown()) {
                contacts.add(contact.id());
            }
        } else if (value instanceof Collection<?> all) {
            all.forEach(e -> add(e, personal));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((k, v) -> {
                add(k, personal);
                add(v, personal);
            });
        } else if (value instanceof Optional<?> some) {
            some.ifPresent(e -> add(e, personal));
        } else if (value instanceof Record record && !Forgetting.isLeaf(record)) {
            var parts = RecordParts.of(record);
            for (var i = 0; i < parts.count(); i++) {
                add(parts.value(record, i), personal || parts.isPersonal(i));
            }
        }
    }

    /** How much was gathered, without what. */
    @Override
    public String toString() {
        return "PersonalValues[" + new HashSet<>(texts).size() + " texts, " + contacts.size() + " contacts]";
    }
}
