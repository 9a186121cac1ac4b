package dev.voronka.bitrix.provision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What is to be done in a portal so that it has what a mapping needs.
 *
 * @param portal which
 * @param steps what, in order
 * @param conflicts what people must settle first; nothing is applied while there are some
 */
public record Plan(String portal, List<Step> steps, List<Finding> conflicts) {

    /** Keeps unmodifiable copies. */
    public Plan {
        steps = List.copyOf(steps);
        conflicts = List.copyOf(conflicts);
    }

    /** Whether the portal has all that is needed. */
    public boolean isEmpty() {
        return steps.isEmpty() && conflicts.isEmpty();
    }

    /** By which the plan is approved: SHA-256 of its portal, steps and conflicts; the same for the same plan, in any language. */
    public String hash() {
        var text = portal + "\n"
                + steps.stream().map(Step::canonical).collect(Collectors.joining("\n"))
                + "\n"
                + conflicts.stream().map(Finding::toString).collect(Collectors.joining("\n"));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** For people: each step with its reason, what is in the way, and the hash. */
    public String text(Locale language) {
        var text = new StringBuilder();
        text.append(Finding.TEXTS.text("plan.title", language, portal)).append('\n');
        if (isEmpty()) {
            return text.append(Finding.TEXTS.text("plan.empty", language))
                    .append('\n')
                    .toString();
        }
        conflicts.forEach(c -> text.append("! ").append(c.text(language)).append('\n'));
        var number = 0;
        for (var step : steps) {
            number++;
            text.append(String.format(
                    Locale.ROOT, "%3d. %s%n     (%s)%n", number, step.text(language), step.reason(language)));
        }
        text.append(
                conflicts.isEmpty()
                        ? Finding.TEXTS.text("plan.hash", language, String.valueOf(steps.size()), hash())
                        : Finding.TEXTS.text("plan.conflicts", language, String.valueOf(conflicts.size())));
        return text.append('\n').toString().replace("\r\n", "\n");
    }
}
