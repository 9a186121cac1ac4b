package dev.voronka.export;

import dev.voronka.Guard;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.Texts;
import dev.voronka.When;
import dev.voronka.WorkingTime;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says the parts of a process in one language. */
final class Wording {

    private static final Texts TEXTS = Texts.beside(Wording.class, "export");

    private final Texts texts;
    private final Locale language;

    Wording(SalesProcess<?, ?> process, Locale language) {
        this.texts = process.texts();
        this.language = language;
    }

    /** One of the words that tables and diagrams themselves use. */
    String say(String code, Object... args) {
        return TEXTS.text(code, language, args);
    }

    String process() {
        return texts.text("process", language);
    }

    String title(Stage stage) {
        return texts.text("stage." + stage.name(), language);
    }

    String trigger(String code) {
        return texts.text("trigger." + code, language);
    }

    String roles(Collection<Role> roles) {
        return roles.stream()
                .map(r -> texts.text("role." + r.code(), language))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** A guard by its code and by the reason that it gives when it says no, its places left open. */
    String guard(Guard<?, ?> guard) {
        var text = texts.text("guard." + guard.code(), language);
        return "`" + guard.code() + "` ("
                + (text.contains("{") ? texts.text("guard." + guard.code(), language, "…", "…", "…", "…") : text) + ")";
    }

    String when(When<?> when) {
        if (when instanceof When.Before<?> before) {
            return say("when.before", length(before.lead()));
        }
        if (when instanceof When.Ahead<?> ahead) {
            return say("when.before", say("unit.clock", ahead.lead().toMinutes()));
        }
        if (when instanceof When.Following<?> following) {
            return say("when.following", length(following.lag()));
        }
        return when instanceof When.After<?> after ? say("when.after", length(after.lag())) : say("when.at");
    }

    private String length(WorkingTime time) {
        return say("unit." + time.unit(), time.amount());
    }
}
