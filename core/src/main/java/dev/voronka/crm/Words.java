package dev.voronka.crm;

import dev.voronka.Message;
import dev.voronka.Reason;
import dev.voronka.Row;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is said in a CRM, in one language. */
record Words(Locale language) {

    private static final Texts TEXTS = Texts.beside(Words.class, "crm");

    /** Messages that begin with who did it, by id. */
    private static final Set<String> WITH_AUTHOR = Set.of("opened", "moved", "moved-because");

    String say(String code, Object... args) {
        return TEXTS.text(code, language, args);
    }

    String list(Collection<String> reasons) {
        return String.join("; ", reasons);
    }

    List<String> reasons(SalesProcess<?, ?> process, List<Reason> reasons) {
        return reasons.stream()
                .map(r -> process.texts()
                        .find("guard." + r.guard(), language, r.args().toArray())
                        .orElse(r.guard()))
                .toList();
    }

    String title(SalesProcess<?, ?> process, Stage stage) {
        return process.texts().find("stage." + stage.name(), language).orElse(stage.name());
    }

    String button(SalesProcess<?, ?> process, Row<?> row) {
        return "«" + process.texts().find("trigger." + row.trigger(), language).orElse(row.trigger()) + "»";
    }

    /** The message with the author by name, where the CRM knows one. */
    Message withName(Message message, Crm crm) {
        if (!WITH_AUTHOR.contains(message.code()) || message.args().isEmpty()) {
            return message;
        }
        var name = crm.nameOf(message.args().get(0));
        if (name.isEmpty()) {
            return message;
        }
        var args = new ArrayList<>(message.args());
        args.set(0, name.get());
        return new Message(message.code(), args);
    }
}
