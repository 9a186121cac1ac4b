package dev.voronka.bitrix;

import dev.voronka.bitrix.mapping.BoundField;
import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.simulator.Portal;
import dev.voronka.contracts.CrmContract;
import java.util.List;

/** Persons at the screen of the simulated portal, at deals. */
record PortalScreen(Portal portal, BoundMapping mapping) implements CrmContract.Screen {

    private static final String DEAL = "deal";

    private long user(String employee) {
        return mapping.mapping().userOf(employee).orElseThrow();
    }

    private static long id(String record) {
        return RecordId.of(record).orElseThrow().id();
    }

    @Override
    public void drag(String record, String ourStage, String employee) {
        var funnel = mapping.mapping().funnelOf(DEAL, null);
        var stage = CrmContract.DEALS.stage(ourStage).orElseThrow().stage();
        portal.ui().as(user(employee)).move(DEAL, id(record), mapping.stageId(funnel, stage));
    }

    @Override
    public void edit(String record, String field, String text, String employee) {
        var bound = mapping.fields(DEAL).stream()
                .filter(f -> ItemReader.code(f).filter(field::equals).isPresent())
                .map(BoundField::portalName)
                .findFirst()
                .orElseThrow();
        portal.ui().as(user(employee)).edit(DEAL, id(record), bound, text);
    }

    @Override
    public void reassign(String record, String to, String employee) {
        portal.ui().as(user(employee)).edit(DEAL, id(record), BoundMapping.RESPONSIBLE, user(to));
    }

    @Override
    public void remove(String record) {
        portal.ui().as(1).delete(DEAL, id(record));
    }

    @Override
    public List<String> remarks(String record) {
        return portal.ledger().comments(DEAL, id(record));
    }

    @Override
    public List<String> tasks(String employee) {
        var user = String.valueOf(user(employee));
        return portal.items(DEAL).stream()
                .flatMap(item -> portal.ledger().todos(DEAL, Long.parseLong(String.valueOf(item.get("id")))).stream())
                .filter(todo -> "N".equals(String.valueOf(todo.get("COMPLETED"))))
                .filter(todo -> user.equals(String.valueOf(todo.get("RESPONSIBLE_ID"))))
                .map(todo -> String.valueOf(todo.get("DESCRIPTION")))
                .toList();
    }

    @Override
    public List<String> notices(String employee) {
        var user = String.valueOf(user(employee));
        return portal.ledger().notifications().stream()
                .filter(n -> user.equals(String.valueOf(n.get("userId"))))
                .map(n -> String.valueOf(n.get("message")))
                .toList();
    }

    @Override
    public int deals() {
        return portal.items(DEAL).size();
    }
}
