package dev.voronka.rules;

import dev.voronka.InvalidInput;
import dev.voronka.Role;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.questionnaire.AnswerType;
import dev.voronka.questionnaire.Questionnaire;
import dev.voronka.rules.gate.Questions;
import dev.voronka.rules.gate.Questions.Answer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What the rules of a company may name beside the fields of facts.
 *
 * @param questionnaire whose answers are {@code answers["…"]}; a date is given to rules as days from today, an
 *     answer in free text as {@code true}
 * @param figures the names behind {@code figures["…"]}
 * @param roles who may be told, asked and given cards
 */
public record Vocabulary(Questionnaire questionnaire, List<String> figures, List<Role> roles) {

    /** Figures of the ten processes: discount and margin in per cent, severity of a failure, risk and round of a contract. */
    private static final List<String> FIGURES = List.of("discount", "margin", "severity", "risk", "round");

    /** The ten processes: the questionnaire of incoming leads, their figures and the standard roles. */
    public static final Vocabulary STANDARD = new Vocabulary(IncomingLead.questionnaire(), FIGURES, Role.standard());

    /** Keeps unmodifiable copies. */
    public Vocabulary {
        figures = List.copyOf(figures);
        roles = List.copyOf(roles);
    }

    /** The same with another questionnaire. */
    public Vocabulary with(Questionnaire other) {
        return new Vocabulary(other, figures, roles);
    }

    /** The same with one more figure. */
    public Vocabulary figure(String name) {
        if (name.isBlank()) {
            throw new InvalidInput("A figure needs a name; it is blank.");
        }
        var more = new ArrayList<>(figures);
        more.add(name);
        return new Vocabulary(questionnaire, more, roles);
    }

    /** The same with one more role. */
    public Vocabulary role(Role own) {
        var more = new ArrayList<>(roles);
        more.add(own);
        return new Vocabulary(questionnaire, figures, more);
    }

    /** As the gate needs it. */
    public Questions questions() {
        var answers = new LinkedHashMap<String, Answer>();
        questionnaire.questions().forEach(q -> answers.put(q.code(), new Answer(ruleType(q.type()), q.options())));
        return new Questions(answers, figures);
    }

    private static Class<?> ruleType(AnswerType type) {
        return switch (type) {
            case DATE -> BigDecimal.class;
            case TEXT -> Boolean.class;
            default -> type.javaType();
        };
    }

    /** Roles that the gate does not know by itself. */
    List<Role> ownRoles() {
        var own = new ArrayList<>(roles);
        own.removeAll(Role.standard());
        own.add(Role.own(Roles.OWNER));
        return own;
    }
}
