package dev.voronka.bitrix.client;

import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a whole list, however long, page by page in the order of its ids. For methods that take {@code filter} and
 * {@code order}, such as {@code crm.item.list} and {@code crm.stagehistory.list}. Immutable.
 */
public final class ListCall {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Call call;
    private final String itemsAt;
    private final String id;
    private final boolean trustsShortPages;

    private ListCall(Call call, String itemsAt, String id, boolean trustsShortPages) {
        this.call = call;
        this.itemsAt = itemsAt;
        this.id = id;
        this.trustsShortPages = trustsShortPages;
    }

    /**
     * A list whose result is the items themselves, with ids in {@code ID}.
     *
     * @param params with {@code filter} and {@code select} as the method has them; {@code order} and {@code start} are the
     *     client's
     * @throws IllegalArgumentException if the parameters have {@code order} or {@code start}
     */
    public static ListCall of(String method, Map<String, ?> params) {
        for (var taken : new String[] {"order", "start"}) {
            if (params.containsKey(taken)) {
                throw new IllegalArgumentException("The list of " + method
                        + " is read in the order of ids from the first to the" + " last: leave \"" + taken + "\" out.");
            }
        }
        var call = Call.of(method, params).repeatable(Repeatability.FREELY);
        for (var each : new String[] {"filter", "select"}) {
            var node = call.params().path(each);
            if (!node.isMissingNode() && !node.isContainer()) {
                throw new IllegalArgumentException("\"" + each + "\" of " + method + " must be a map or a list.");
            }
        }
        return new ListCall(call, "", "ID", false);
    }

    /** The same, with items under that name in the result, such as {@code items}. */
    public ListCall itemsAt(String name) {
        return new ListCall(call, named(name), id, trustsShortPages);
    }

    /** The same with ids in that field, such as {@code id}. */
    public ListCall id(String field) {
        return new ListCall(call, itemsAt, named(field), trustsShortPages);
    }

    /** The same with that urgency. */
    public ListCall priority(Priority priority) {
        return new ListCall(call.priority(priority), itemsAt, id, trustsShortPages);
    }

    /**
     * The same, but a page of less than 50 is the last one. That saves a request at the end of each list. Without it the
     * client asks once more how many there are behind the last one, as portals under load have been seen to give short and
     * empty pages in the midst of a list.
     */
    public ListCall trustingShortPages() {
        return new ListCall(call, itemsAt, id, true);
    }

    private String named(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + name + "\" is no name of a field of " + call.method() + ".");
        }
        return name;
    }

    Call call() {
        return call;
    }

    ObjectNode params() {
        return call.body();
    }

    String itemsName() {
        return itemsAt;
    }

    String idName() {
        return id;
    }

    boolean trustsShortPages() {
        return trustsShortPages;
    }

    @Override
    public String toString() {
        return "ListCall[" + call.method() + ", " + call.priority() + "]";
    }
}
