package dev.voronka.bitrix.client;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A person of {@code user.get} or {@code user.current}. What is told depends on the scope; the rest is empty.
 *
 * @param id of the person
 * @param active false after dismissal
 * @param name given name
 * @param lastName family name
 * @param email may be empty
 * @param departments ids of the departments
 * @param type such as {@code employee}, may be empty
 */
public record User(
        long id, boolean active, String name, String lastName, String email, List<Long> departments, String type) {

    /** Copies the departments. */
    public User {
        departments = List.copyOf(departments);
    }

    /** An entry of {@code user.get} or the result of {@code user.current}. */
    public static User of(JsonNode tree) {
        var departments = new ArrayList<Long>();
        tree.path("UF_DEPARTMENT").values().forEach(one -> one.asLongOpt().ifPresent(departments::add));
        return new User(
                Tolerant.id(tree, "ID"),
                Tolerant.flag(tree, "ACTIVE"),
                Tolerant.text(tree, "NAME"),
                Tolerant.text(tree, "LAST_NAME"),
                Tolerant.text(tree, "EMAIL"),
                departments,
                Tolerant.text(tree, "USER_TYPE"));
    }

    /** The id, nothing of the person. */
    @Override
    public String toString() {
        return "User[" + id + (active ? "" : ", dismissed") + "]";
    }
}
