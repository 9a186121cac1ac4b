package dev.voronka;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What somebody is in the sales department. A host may add its own roles by {@link #own(String)}.
 *
 * @param code the stored name, {@code [A-Z][A-Z0-9_]{1,39}}
 */
public record Role(String code) implements Comparable<Role> {

    /** Sales representative, продавец. */
    public static final Role REP = new Role("REP");
    /** Who asks a new lead the questions, квалификатор. */
    public static final Role QUALIFIER = new Role("QUALIFIER");
    /** Head of the qualifiers, руководитель отдела лидов. */
    public static final Role LEAD_HEAD = new Role("LEAD_HEAD");
    /** Head of a sales team, руководитель. */
    public static final Role HEAD = new Role("HEAD");
    /** Sales director, директор. */
    public static final Role DIRECTOR = new Role("DIRECTOR");
    /** Whoever answers for the result of this one card; the process says who that is. */
    public static final Role RESULT_OWNER = new Role("RESULT_OWNER");

    /** Financial director, финансовый директор. */
    public static final Role CFO = new Role("CFO");
    /** General director, генеральный директор. */
    public static final Role CEO = new Role("CEO");
    /** Lawyer, юрист. */
    public static final Role LEGAL = new Role("LEGAL");
    /** Finance, финансовая служба. */
    public static final Role FINANCE = new Role("FINANCE");
    /** Security, служба безопасности. */
    public static final Role SECURITY = new Role("SECURITY");
    /** Who buys for the company, закупщик. */
    public static final Role BUYER = new Role("BUYER");
    /** Who works out technical solutions, инженер. */
    public static final Role ENGINEER = new Role("ENGINEER");
    /** Who works with partners, менеджер по партнёрам. */
    public static final Role PARTNER_MANAGER = new Role("PARTNER_MANAGER");
    /** Who answers for quality, ответственный за качество. */
    public static final Role QUALITY = new Role("QUALITY");

    private static final List<Role> STANDARD = List.of(
            REP,
            QUALIFIER,
            LEAD_HEAD,
            HEAD,
            DIRECTOR,
            RESULT_OWNER,
            CFO,
            CEO,
            LEGAL,
            FINANCE,
            SECURITY,
            BUYER,
            ENGINEER,
            PARTNER_MANAGER,
            QUALITY);

    /** Refuses a code that could not be stored. */
    public Role {
        Names.requireUpper("role", code);
    }

    /** The roles that voronka's own processes speak of. */
    public static List<Role> standard() {
        return STANDARD;
    }

    /**
     * A standard role by its code, for instance from a configuration file.
     *
     * @throws UnknownRole if there is no such standard role; a host's own role is made by {@link #own(String)}
     */
    public static Role of(String code) {
        return STANDARD.stream()
                .filter(r -> r.code.equals(code))
                .findFirst()
                .orElseThrow(() ->
                        new UnknownRole(code, STANDARD.stream().map(Role::code).collect(Collectors.joining(", "))));
    }

    /** A role of the host's own, beside the standard ones. Its title is {@code role.CODE} in the process's texts. */
    public static Role own(String code) {
        return new Role(code);
    }

    /** By code. */
    @Override
    public int compareTo(Role other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
