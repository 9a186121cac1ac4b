package dev.voronka.bitrix.provision;

import dev.voronka.bitrix.mapping.Mapping;
import dev.voronka.bitrix.mapping.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What no call can do, so that people must. Source: fact sheet, 6.2. */
public final class Checklist {

    private final List<String> codes;

    private Checklist(List<String> codes) {
        this.codes = List.copyOf(codes);
    }

    /** What is to be done by hand for this mapping. */
    public static Checklist of(Mapping mapping) {
        var codes = new ArrayList<String>();
        codes.add("event");
        codes.add("layout");
        codes.add("required");
        codes.add("rights");
        codes.add("robots");
        codes.add("tunnels");
        if (mapping.provisioned().stream().anyMatch(e -> e.placement() == Placement.LEAD)) {
            codes.add("leads");
        }
        if (mapping.provisioned().stream().anyMatch(e -> e.placement() == Placement.SMART_PROCESS)) {
            codes.add("quota");
        }
        return new Checklist(codes);
    }

    /** For people, a line each. */
    public String text(Locale language) {
        var text = new StringBuilder(Finding.TEXTS.text("checklist", language)).append('\n');
        codes.forEach(c -> text.append("[ ] ")
                .append(Finding.TEXTS.text("checklist." + c, language))
                .append('\n'));
        return text.toString();
    }
}
