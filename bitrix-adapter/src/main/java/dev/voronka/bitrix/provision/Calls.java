package dev.voronka.bitrix.provision;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Calls of one portal. */
interface Calls {

    /**
     * Makes a call and gives its {@code result}.
     *
     * @throws CallFailed if it was refused, or there was no answer
     */
    JsonNode call(String method, Map<String, ?> parameters);

    /**
     * Calls a listing method until the last page.
     *
     * @param itemsAt the name in the result under which the items are; blank if the result is the list
     * @throws CallFailed if a page was refused, or there was no answer
     */
    List<JsonNode> all(String method, Map<String, ?> parameters, String itemsAt);
}
