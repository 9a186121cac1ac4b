package dev.voronka.bitrix.simulator;

import java.util.Map;

/** What an administrator sets up at the screen, where REST has no way. */
public final class Setup {
    private final Portal portal;

    Setup(Portal portal) {
        this.portal = portal;
    }

    /** A new employee; returns his id. */
    public long user(String name, String lastName, String position) {
        return portal.locked(() -> {
            Person person = portal.people.add(name, lastName, "", position);
            person.email = "user" + person.id + "@portal.example";
            return person.id;
        });
    }

    /** A new guest from outside, who may not call the CRM. */
    public long guest(String name, String lastName) {
        long id = user(name, lastName, "");
        portal.locked(() -> portal.people.find(id).employee = false);
        return id;
    }

    /** A department with its head and its people; returns its id. */
    public long department(String name, long head, long... people) {
        return portal.locked(() -> {
            long id = portal.people.department(name, 1L, head);
            for (long each : people) {
                portal.people.find(each).departments.add(id);
            }
            return id;
        });
    }

    /** A smart process with its first funnel; returns its {@code entityTypeId}. */
    public int smartProcess(String title) {
        return portal.locked(() -> portal.types.add(title, null, null, Map.of()).entityTypeId);
    }

    /** A smart process with that {@code entityTypeId}. */
    public int smartProcess(String title, int entityTypeId) {
        return portal.locked(() -> portal.types.add(title, entityTypeId, null, Map.of()).entityTypeId);
    }

    /** A funnel of deals or of a smart process; returns its id. */
    public long funnel(String type, String name) {
        return portal.locked(() -> portal.categories.add(portal.kindOf(type), name, 500).id);
    }

    /** The first funnel of that kind. */
    public long firstFunnel(String type) {
        return portal.locked(() -> portal.categories.defaultOf(portal.kindOf(type)));
    }

    /** That user may not move items of that kind from a stage to a stage; {@code *} is any. */
    public void forbidMove(long userId, String type, String from, String to) {
        portal.locked(() -> {
            portal.items.ban(new Items.Ban(userId, portal.kindOf(type).entityTypeId, from, to));
            return true;
        });
    }

    /** From that stage on the field must be filled; its name as answers show it with original names of user fields. */
    public void requireFrom(String type, long funnel, String stage, String field) {
        portal.locked(() -> {
            portal.items.require(portal.kindOf(type).directory(funnel), stage, field);
            return true;
        });
    }

    /** Whether the stage history hides what was in funnels that the item has left; it does from the beginning. */
    public void historyHidesOtherFunnels(boolean yes) {
        portal.locked(() -> {
            portal.history.hidesOtherFunnels(yes);
            return true;
        });
    }
}
