package dev.voronka.bitrix.mapping;

import dev.voronka.SalesProcess;
import dev.voronka.StageKind;
import dev.voronka.Texts;
import dev.voronka.department.Department;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Writes a mapping out as a file with comments that gives the same mapping. */
final class MappingText {

    private final Mapping mapping;
    private final Wishes wishes;
    private final Department department;
    private final Locale language;
    private final StringBuilder text = new StringBuilder();

    MappingText(Mapping mapping, Wishes wishes, Department department) {
        this.mapping = mapping;
        this.wishes = wishes;
        this.department = department;
        this.language = wishes.language;
    }

    String text() {
        comment(0, "file");
        line(0, "language: " + (language.equals(Texts.RUSSIAN) ? "ru" : "en"));
        line(0, "zone: " + wishes.zone.getId());
        comment(0, "smart-processes");
        line(0, "smart-processes: " + (wishes.oneSmartProcess ? "one" : "each"));
        if (wishes.journal) {
            comment(0, "journal");
            line(0, "journal: true");
        }
        comment(0, "employees");
        line(0, wishes.employees.isEmpty() ? "employees: {}" : "employees:");
        wishes.employees.forEach((employee, user) -> line(1, quoted(employee) + ": " + user));
        comment(0, "processes");
        line(0, "processes:");
        department.processes().forEach(this::process);
        return text.toString();
    }

    private void process(SalesProcess<?, ?> process) {
        var entity = mapping.entityOf(process.code());
        var said = wishes.of(process.code());
        var title = said.title == null ? process.title(language) : said.title;
        text.append('\n');
        line(1, process.code() + ":");
        line(2, "as: " + entity.placement().word());
        line(2, "title: " + quoted(title));
        if (said.entityTypeId != null) {
            line(2, "entity-type-id: " + said.entityTypeId);
        }
        if (said.category != null) {
            line(2, "category: " + said.category);
        }
        if (entity.placement() == Placement.SMART_PROCESS && !wishes.oneSmartProcess) {
            line(
                    2,
                    "parents: ["
                            + entity.parents().stream().map(this::anyProcessOf).collect(Collectors.joining(", "))
                            + "]");
        }
        var funnels = mapping.funnels().stream()
                .filter(f -> f.process().equals(process.code()))
                .toList();
        if (funnels.get(0).direction() == null) {
            stages(2, funnels.get(0));
        } else {
            var without = mapping.withoutDirection(process.code());
            line(
                    2,
                    "without-direction: "
                            + (without.contains("@")
                                    ? without.substring(without.indexOf('@') + 1)
                                    : FunnelDrawing.OWN));
            if (!without.contains("@")) {
                funnels.stream().filter(f -> f.direction() == null).forEach(f -> stages(2, f));
            }
            line(2, "directions:");
            funnels.stream().filter(f -> f.direction() != null).forEach(this::direction);
        }
        outcomes(said);
        fields(process, entity);
    }

    private String anyProcessOf(String entity) {
        return mapping.entity(entity).orElseThrow().processes().get(0);
    }

    private void direction(FunnelMapping funnel) {
        line(3, Objects.requireNonNull(funnel.direction()) + ":");
        line(4, "title: " + quoted(funnel.title()));
        if (funnel.category() != null) {
            line(4, "category: " + funnel.category());
        }
        stages(4, funnel);
    }

    private void stages(int depth, FunnelMapping funnel) {
        line(depth, "stages:");
        for (var stage : funnel.stages()) {
            line(
                    depth + 1,
                    stage.stage() + ": {id: " + quoted(stage.statusId()) + ", title: " + quoted(stage.title()) + "}"
                            + (stage.kind() == StageKind.ACTIVE
                                    ? ""
                                    : "  # " + MappingProblem.TEXTS.text("kind." + stage.kind(), language)));
        }
    }

    private void outcomes(Wishes.OfProcess said) {
        if (!said.outcomes.isEmpty()) {
            line(2, "outcomes:");
            said.outcomes.forEach((code, title) -> line(3, code + ": " + quoted(title == null ? code : title)));
        }
    }

    private void fields(SalesProcess<?, ?> process, EntityMapping entity) {
        var fields = entity.fields().stream()
                .filter(f -> f.processes().contains(process.code()) && !f.isOwn() && !f.isStandard())
                .filter(f -> !(f.source() instanceof FieldSource.Report)) // the process itself asks for those
                .toList();
        if (fields.isEmpty()) {
            return;
        }
        line(2, "fields:");
        for (var field : fields) {
            line(
                    3,
                    "- {" + field.source().word() + ", field: " + field.name() + ", title: " + quoted(field.title())
                            + ", owner: " + field.owner().word() + "}  # "
                            + field.kind().portalName()
                            + (field.multiple() ? ", " + MappingProblem.TEXTS.text("multiple", language) : ""));
        }
    }

    private void comment(int depth, String code) {
        MappingProblem.TEXTS
                .text("comment." + code, language)
                .lines()
                .forEach(l -> line(depth, l.isBlank() ? "#" : "# " + l));
    }

    private void line(int depth, String said) {
        text.append("  ".repeat(depth)).append(said).append('\n');
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
