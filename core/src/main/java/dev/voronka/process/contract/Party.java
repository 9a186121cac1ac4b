package dev.voronka.process.contract;

import dev.voronka.TextRef;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A party to a contract.
 *
 * @param side on which side it is
 * @param name its full name
 * @param inn taxpayer number, 10 digits or, of a sole trader, 12
 * @param requisites address and bank account, as the contract gives them
 */
public record Party(Side side, String name, String inn, String requisites) {

    private static final Pattern INN = Pattern.compile("\\d{10}|\\d{12}");

    /** We. */
    public static Party ours(String name, String inn, String requisites) {
        return new Party(Side.OURS, name, inn, requisites);
    }

    /** The counterparty. */
    public static Party theirs(String name, String inn, String requisites) {
        return new Party(Side.THEIRS, name, inn, requisites);
    }

    /** What these parties lack: whole sides first, then requisites. */
    static List<TextRef> missing(List<Party> parties) {
        var missing = new ArrayList<TextRef>();
        for (var side : Side.values()) {
            if (parties.stream().noneMatch(p -> p.side == side)) {
                missing.add(new TextRef("party." + side));
            }
        }
        parties.forEach(p -> p.addMissing(missing));
        return missing.stream().distinct().toList();
    }

    private void addMissing(List<TextRef> missing) {
        if (name.isBlank()) {
            missing.add(new TextRef("party." + side + ".name"));
        }
        if (!INN.matcher(inn).matches()) {
            missing.add(new TextRef("party." + side + ".inn"));
        }
        if (requisites.isBlank()) {
            missing.add(new TextRef("party." + side + ".requisites"));
        }
    }
}
