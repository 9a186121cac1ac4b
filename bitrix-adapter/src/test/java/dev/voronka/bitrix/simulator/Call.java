package dev.voronka.bitrix.simulator;

import java.util.List;
import java.util.Map;

/** One call of a method. Names of parameters ignore case, as the old methods need it. */
final class Call {
    final String method;
    final Map<String, Object> params;
    final Caller caller;

    Call(String method, Map<String, Object> params, Caller caller) {
        this.method = method;
        this.params = Values.ignoringCase(params);
        this.caller = caller;
    }

    Object get(String name) {
        return params.get(name);
    }

    boolean has(String name) {
        return params.containsKey(name);
    }

    String text(String name) {
        return Values.text(params.get(name));
    }

    Long number(String name) {
        return Values.number(params.get(name));
    }

    Map<String, Object> map(String name) {
        return Values.map(params.get(name));
    }

    List<Object> list(String name) {
        return Values.list(params.get(name));
    }

    Author author() {
        return new Author(caller.user().id, Author.By.REST, Values.textOr(params.get("auth_connector"), ""));
    }

    /** The parameter, or the refusal that newer methods give without it. */
    Object needed(String name) {
        if (!params.containsKey(name)) {
            throw Refused.bad("100", "Could not find value for parameter {" + name + "}");
        }
        return params.get(name);
    }

    long neededNumber(String name) {
        Long number = Values.number(needed(name));
        if (number == null) {
            throw Refused.bad(
                    "100", "Invalid value {" + Values.text(get(name)) + "} to match with parameter {" + name + "}");
        }
        return number;
    }
}
