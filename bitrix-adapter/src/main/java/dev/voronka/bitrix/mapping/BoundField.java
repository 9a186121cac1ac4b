package dev.voronka.bitrix.mapping;

import dev.voronka.InvalidInput;
import dev.voronka.Money;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field as one portal has it: its whole name, and the numbers of its options. Immutable and thread-safe.
 */
public final class BoundField {

    private static final String AMOUNT = "opportunity";
    private static final String CURRENCY = "currencyId";

    private final FieldMapping field;
    private final String portalName;
    private final Map<String, Long> optionIds;
    private final ZoneId zone;

    BoundField(FieldMapping field, String portalName, Map<String, Long> optionIds, ZoneId zone) {
        this.field = field;
        this.portalName = portalName;
        this.optionIds = Map.copyOf(optionIds);
        this.zone = zone;
    }

    /** What it is. */
    public FieldMapping field() {
        return field;
    }

    /** Its whole name in the portal ({@code UF_CRM_5_VK_STATE}); calls must ask for original names. */
    public String portalName() {
        return portalName;
    }

    /**
     * What is to be sent for a value: one field, or for the standard amount the sum, its currency, and that it was set by hand.
     *
     * @param value a list if the field holds many; null to clear it
     * @throws InvalidInput if it is not of the field's type
     */
    public Map<String, Object> toPortal(@Nullable Object value) {
        if (portalName.equals(AMOUNT)) {
            return amount((Money) value);
        }
        if (!field.multiple()) {
            return Map.of(portalName, one(value));
        }
        var many = new ArrayList<>();
        asList(value).stream()
                .filter(v -> v != null && !v.equals(""))
                .map(this::one)
                .forEach(many::add);
        return Map.of(portalName, many);
    }

    /**
     * The value in an item as it was received; null if there is none, a list if the field holds many.
     *
     * @throws InvalidInput if it cannot be read
     */
    public @Nullable Object fromPortal(Map<String, ?> item) {
        var raw = item.get(portalName);
        if (portalName.equals(AMOUNT)) {
            return amount(raw, item.get(CURRENCY));
        }
        if (!field.multiple()) {
            return read(raw instanceof Collection<?> list && list.isEmpty() ? null : raw);
        }
        return asList(raw).stream().map(this::read).filter(Objects::nonNull).toList();
    }

    /** The value as it is sent in a filter. */
    public Object toFilter(Object value) {
        return field.kind() == FieldKind.ENUMERATION
                ? option(value)
                : field.kind().toFilter(value, zone);
    }

    /** The value as the portal gives it back; two values, of a card or read, are the same there if these are equal. */
    public @Nullable Object asKept(@Nullable Object value) {
        if (portalName.equals(AMOUNT)) {
            return value instanceof Money money && money.minor() == 0 ? null : value;
        }
        if (!field.multiple()) {
            return field.kind().asKept(value);
        }
        return asList(value).stream()
                .filter(v -> v != null && !v.equals(""))
                .map(field.kind()::asKept)
                .toList();
    }

    private Object one(@Nullable Object value) {
        return value != null && !value.equals("") && field.kind() == FieldKind.ENUMERATION
                ? option(value)
                : field.kind().toPortal(value, zone);
    }

    private Long option(Object code) {
        var id = optionIds.get(code.toString());
        if (id == null) {
            throw new InvalidInput("Field " + portalName + " has no option \"" + code + "\" in the portal. It has: "
                    + optionIds.keySet() + ". Run voronka-bitrix plan: it says what is missing.");
        }
        return id;
    }

    private @Nullable Object read(@Nullable Object raw) {
        var value = field.kind().fromPortal(raw, zone);
        if (value == null || field.kind() != FieldKind.ENUMERATION) {
            return value;
        }
        return optionIds.entrySet().stream()
                .filter(o -> o.getValue().toString().equals(value))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new InvalidInput("Field " + portalName + " has an option with number " + value
                        + " that voronka did not make. Add it to the definition, or take it out in the portal."));
    }

    private static Map<String, Object> amount(@Nullable Money money) {
        var sent = new LinkedHashMap<String, Object>();
        sent.put(AMOUNT, money == null ? "0" : money.amount().toPlainString());
        if (money != null) {
            sent.put(CURRENCY, money.currency());
        }
        // Else the portal computes the amount from the product rows.
        sent.put("isManualOpportunity", "Y");
        return sent;
    }

    private static @Nullable Object amount(@Nullable Object sum, @Nullable Object currency) {
        if (sum == null
                || sum.toString().isEmpty()
                || currency == null
                || currency.toString().isEmpty()) {
            return null;
        }
        try {
            var money = FieldKind.money(sum.toString(), currency.toString());
            return money.minor() == 0 ? null : money;
        } catch (ArithmeticException | NumberFormatException unreadable) {
            throw new InvalidInput("The portal sent an amount that is no sum of money.", unreadable);
        }
    }

    private static List<?> asList(@Nullable Object value) {
        if (value == null || value.equals(false) || value.equals("")) {
            return List.of();
        }
        return value instanceof Collection<?> many ? new ArrayList<>(many) : List.of(value);
    }
}
