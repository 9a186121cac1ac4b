package dev.voronka.bitrix.simulator;

import java.util.Map;
import java.util.function.Supplier;

/** What persons do at the screen: the same changes, events and rules as by REST, with another author. */
public final class Ui {
    private final Portal portal;

    Ui(Portal portal) {
        this.portal = portal;
    }

    /** That user is at the screen. */
    public AtScreen as(long userId) {
        return new AtScreen(userId);
    }

    /** One user at the screen. What the portal refuses is told as {@link IllegalStateException}. */
    public final class AtScreen {
        private final Author author;

        private AtScreen(long userId) {
            author = Author.person(userId);
        }

        /** Fills in a new card. Names as {@code crm.item.add} takes them with original names of user fields. */
        public long add(String type, Map<String, ?> fields) {
            return done(() -> {
                Kind kind = portal.kindOf(type);
                return portal.items.add(kind, portal.form.read(kind, Values.map(fields), true), author).id;
            });
        }

        /** Drags a card to a stage; to a stage of another funnel too. */
        public void move(String type, long id, String stage) {
            done(() -> {
                Kind kind = portal.kindOf(type);
                Map<String, Object> change = Values.row("stageId", stage);
                if (kind.hasFunnels()) {
                    for (Category category : portal.categories.of(kind)) {
                        if (portal.statuses.find(kind.directory(category.id), stage) != null) {
                            change.put("categoryId", category.id);
                        }
                    }
                }
                return portal.items.change(kind, kind.item(id), change, author);
            });
        }

        /** Changes one field; the name as {@code crm.item.update} takes it with original names of user fields. */
        public void edit(String type, long id, String field, Object value) {
            done(() -> {
                Kind kind = portal.kindOf(type);
                if (!kind.fields(true).containsKey(field)) {
                    throw Refused.nameless("Items of kind " + type + " have no field " + field);
                }
                return portal.items.change(
                        kind, kind.item(id), portal.form.read(kind, Values.row(field, value), true), author);
            });
        }

        public void delete(String type, long id) {
            done(() -> {
                Kind kind = portal.kindOf(type);
                portal.items.delete(kind, kind.item(id), author);
                return true;
            });
        }

        /** Merges two items: the first remains, the second is gone. */
        public void merge(String type, long keep, long gone) {
            done(() -> {
                Kind kind = portal.kindOf(type);
                portal.merge(kind, kind.item(keep), kind.item(gone), author);
                return true;
            });
        }

        /** Writes a comment into the timeline of an item. */
        public void comment(String type, long id, String text) {
            done(() -> {
                Kind kind = portal.kindOf(type);
                return portal.timeline.comment(kind, kind.item(id).id, author.userId(), text);
            });
        }

        /** Gives a stage another name. */
        public void renameStage(String directory, String stage, String name) {
            done(() -> {
                status(directory, stage).name = name;
                return true;
            });
        }

        /** Takes a stage away; refused while items are in it. */
        public void deleteStage(String directory, String stage) {
            done(() -> {
                portal.statusMethods.remove(status(directory, stage));
                return true;
            });
        }

        /** Adds a stage in progress behind the others. */
        public void addStage(String directory, String stage, String name) {
            done(() -> {
                Funnel funnel = Funnel.of(portal, directory);
                if (funnel == null) {
                    throw Refused.nameless("There are no stages " + directory);
                }
                long sort = portal.statuses.in(directory).stream()
                        .filter(each -> each.group.equals("P"))
                        .mapToLong(each -> each.sort)
                        .max()
                        .orElse(0);
                portal.statuses.add(
                        directory, funnel.prefix() + stage, name, sort + 1, false, "#CCCCCC", "P", funnel.category());
                return true;
            });
        }

        /** Takes a user field away, with all its values. */
        public void deleteField(String type, String name) {
            done(() -> {
                UserFields.UserField field = portal.userFields.find(portal.kindOf(type).userFieldsOf, name);
                if (field == null) {
                    throw Refused.nameless("Items of kind " + type + " have no user field " + name);
                }
                portal.userFields.remove(field);
                return true;
            });
        }

        /** Makes a user administrator, or no longer. */
        public void administrator(long userId, boolean yes) {
            done(() -> {
                portal.people.active(userId).admin = yes;
                return true;
            });
        }

        /** Dismisses a user: his webhooks and tokens are of no use any more. */
        public void dismiss(long userId) {
            done(() -> {
                portal.people.active(userId).active = false;
                return true;
            });
        }

        private Status status(String directory, String stage) {
            Status status = portal.statuses.find(directory, stage);
            if (status == null) {
                throw Refused.nameless("There is no stage " + stage + " in " + directory);
            }
            return status;
        }

        private <T> T done(Supplier<T> work) {
            try {
                return portal.locked(work);
            } catch (Refused refused) {
                throw new IllegalStateException(
                        "The portal refuses what user " + author.userId() + " does: " + refused.description() + " ("
                                + refused.code() + ")",
                        refused);
            }
        }
    }
}
