package dev.voronka.bitrix;

import dev.voronka.bitrix.mapping.JournalField;
import dev.voronka.decision.BookShelf;
import dev.voronka.store.StoredForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The rule books, in the journal; their files in pieces. Thread-safe. */
final class JournalBooks implements BookShelf {

    private final Turnstile turnstile;
    private final Journal journal;
    private final JournalForm form;
    private final StoredForm stored;

    JournalBooks(Turnstile turnstile, Journal journal, JournalForm form, StoredForm stored) {
        this.turnstile = turnstile;
        this.journal = journal;
        this.form = form;
        this.stored = stored;
    }

    private static String bookKey(long number) {
        return "book-" + number;
    }

    private static String filesKey(long number) {
        return "files-" + number;
    }

    @Override
    public List<Shelved> newest(int most) {
        return turnstile.working(() -> {
            var found = new ArrayList<Shelved>();
            var order = new LinkedHashMap<String, String>();
            order.put(journal.name(JournalField.NUMBER), "DESC");
            for (var start = 0; found.size() < most; start += Talk.PAGE) {
                var page = journal.page(
                        Map.of("=" + journal.name(JournalField.KIND), JournalKind.BOOK.code()), order, start);
                page.stream().limit(most - found.size()).forEach(l -> found.add(form.read(l.json(), Shelved.class)));
                if (page.size() < Talk.PAGE) {
                    break;
                }
            }
            return found;
        });
    }

    @Override
    public Optional<SortedMap<String, String>> files(long number) {
        return turnstile.working(() -> journal.one(bookKey(number))
                .flatMap(b -> journal.one(filesKey(number)))
                .map(l -> stored.texts(l.json())));
    }

    @Override
    public boolean put(Shelved book, SortedMap<String, String> files) {
        return turnstile.working(() -> {
            var top = newest(1);
            if (book.number() != (top.isEmpty() ? 0 : top.get(0).number()) + 1) {
                return false;
            }
            var number = book.number();
            // The book comes last: without it files are nobody's, and are written over by the next one.
            journal.write(
                    List.of(
                            new JournalLine(
                                    JournalKind.FILES, filesKey(number), "", "", number, 0, stored.texts(files)),
                            new JournalLine(JournalKind.BOOK, bookKey(number), "", "", number, 0, form.text(book))),
                    List.of(),
                    false,
                    null);
            return true;
        });
    }

    @Override
    public void keep(int most) {
        turnstile.working(() -> {
            var all = newest(Integer.MAX_VALUE);
            var keys = new ArrayList<String>();
            all.stream().skip(most).forEach(b -> {
                keys.add(bookKey(b.number()));
                keys.add(filesKey(b.number()));
            });
            journal.drop(keys);
        });
    }
}
