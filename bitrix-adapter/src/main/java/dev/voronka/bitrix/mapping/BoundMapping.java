package dev.voronka.bitrix.mapping;

import dev.voronka.InvalidInput;
import dev.voronka.Stage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mapping with the numbers of one portal: whole names, as calls need them. Immutable and thread-safe. */
public final class BoundMapping {

    /** The contacts of an item. */
    public static final String CONTACTS = "contactIds";

    /** The company of an item. */
    public static final String COMPANY = "companyId";

    /** The user who is responsible for an item: the owner of the card. */
    public static final String RESPONSIBLE = "assignedById";

    private final Mapping mapping;
    private final PortalIds ids;

    BoundMapping(Mapping mapping, PortalIds ids) {
        this.mapping = mapping;
        this.ids = ids;
    }

    /** What is bound. */
    public Mapping mapping() {
        return mapping;
    }

    /** With which numbers. */
    public PortalIds ids() {
        return ids;
    }

    /**
     * The portal's number for a kind of items.
     *
     * @throws InvalidInput if it is a smart process that was not provisioned
     */
    public int entityTypeId(EntityMapping entity) {
        return entity.placement() == Placement.SMART_PROCESS
                ? type(entity).entityTypeId()
                : Objects.requireNonNull(entity.entityTypeId());
    }

    private PortalIds.TypeIds type(EntityMapping entity) {
        var type = ids.types().get(entity.key());
        if (type == null) {
            throw missing("Smart process \"" + entity.title() + "\"");
        }
        return type;
    }

    /**
     * The portal's number for a funnel; 0 for leads, which have none.
     *
     * @throws InvalidInput if it was not provisioned
     */
    public int category(FunnelMapping funnel) {
        if (entity(funnel).placement() == Placement.LEAD) {
            return 0;
        }
        var category = ids.categories().get(funnel.key());
        if (category == null) {
            throw missing("Funnel " + funnel.key());
        }
        return category;
    }

    private static InvalidInput missing(String what) {
        return new InvalidInput(
                what + " was not found in the portal. Run voronka-bitrix plan and apply, and keep the lock file.");
    }

    /** The list in which the portal keeps the stages of a funnel: {@code STATUS}, {@code DEAL_STAGE_5}. */
    public String directory(FunnelMapping funnel) {
        var entity = entity(funnel);
        return directory(entity.placement(), entityTypeId(entity), category(funnel));
    }

    /** The list in which the portal keeps the stages of a funnel. */
    public static String directory(Placement placement, int entityTypeId, int category) {
        return switch (placement) {
            case LEAD -> "STATUS";
            case DEAL -> category == 0 ? "DEAL_STAGE" : "DEAL_STAGE_" + category;
            case SMART_PROCESS -> "DYNAMIC_" + entityTypeId + "_STAGE_" + category;
        };
    }

    /** What the portal puts before codes of stages: {@code C5:}, {@code DT177_7:}; nothing for leads. */
    public static String prefix(Placement placement, int entityTypeId, int category) {
        return switch (placement) {
            case LEAD -> "";
            case DEAL -> category == 0 ? "" : "C" + category + ":";
            case SMART_PROCESS -> "DT" + entityTypeId + "_" + category + ":";
        };
    }

    /**
     * The whole code that an item has in a stage.
     *
     * @throws InvalidInput if the funnel has no such stage, or was not provisioned
     */
    public String stageId(FunnelMapping funnel, Stage stage) {
        var mapped = funnel.stage(stage)
                .orElseThrow(() -> new InvalidInput("Funnel " + funnel.key() + " has no stage " + stage.name() + "."));
        return prefix(funnel) + mapped.statusId();
    }

    private String prefix(FunnelMapping funnel) {
        var entity = entity(funnel);
        return prefix(entity.placement(), entityTypeId(entity), category(funnel));
    }

    /** The funnel of a kind of items with this number; empty if it is none of voronka's. */
    public Optional<FunnelMapping> funnel(EntityMapping entity, int category) {
        return mapping.funnels().stream()
                .filter(f -> f.entity().equals(entity.key()))
                .filter(f -> entity.placement() == Placement.LEAD
                        || Integer.valueOf(category).equals(ids.categories().get(f.key())))
                .findFirst();
    }

    /**
     * What the whole code of an item's stage means. Empty if it is none of voronka's; more than one where several successes
     * share a code, which {@link OwnField#OUTCOME} tells apart.
     */
    public List<StageMapping> stages(FunnelMapping funnel, String stageId) {
        var prefix = prefix(funnel);
        return stageId.startsWith(prefix) ? funnel.withStatus(stageId.substring(prefix.length())) : List.of();
    }

    /** What the field is called in which an item holds its stage. Source: fact sheet, 2; leads to be checked on a portal. */
    public static String stageField() {
        return "stageId";
    }

    /** What the field is called in which an item holds its parent of that kind. */
    public String parentField(EntityMapping parent) {
        return "parentId" + entityTypeId(parent);
    }

    /** The fields that cards of a process have, with their whole names. */
    public List<BoundField> fields(String process) {
        var entity = mapping.entityOf(process);
        return entity.fields().stream()
                .filter(f -> f.processes().contains(process))
                .map(f -> bound(entity, f))
                .toList();
    }

    /** A field of voronka's own of the cards of a process. */
    public BoundField own(String process, OwnField field) {
        return fields(process).stream()
                .filter(f -> f.field().source().equals(new FieldSource.Own(field)))
                .findFirst()
                .orElseThrow();
    }

    /** The journal's number, for calls. */
    public int journalType() {
        return entityTypeId(journal());
    }

    /** The whole name of a field of the journal. */
    public String journalField(JournalField field) {
        return "UF_CRM_" + type(journal()).id() + "_" + field.tail();
    }

    private EntityMapping journal() {
        return mapping.journal()
                .orElseThrow(() -> new InvalidInput("The mapping has no journal, in which a portal keeps histories and"
                        + " effects. Write \"journal: true\" into the mapping file, then plan and apply."));
    }

    private BoundField bound(EntityMapping entity, FieldMapping field) {
        return new BoundField(
                field,
                fieldName(entity, field, ids.types().get(entity.key())),
                ids.options().getOrDefault(entity.key() + "/" + field.name(), Map.of()),
                mapping.zone());
    }

    /**
     * The whole name of a field.
     *
     * @param type the numbers of the smart process; null for leads and deals
     */
    public static String fieldName(EntityMapping entity, FieldMapping field, PortalIds.@Nullable TypeIds type) {
        if (field.isStandard()) {
            return field.name();
        } else if (entity.placement() != Placement.SMART_PROCESS) {
            return "UF_CRM_" + field.name();
        } else if (type == null) {
            throw missing("Smart process \"" + entity.title() + "\"");
        }
        return "UF_CRM_" + type.id() + "_" + field.name();
    }

    private EntityMapping entity(FunnelMapping funnel) {
        return mapping.entity(funnel.entity()).orElseThrow();
    }
}
