package dev.voronka.examples.anycrm;

import dev.voronka.contracts.CrmContract;
import java.util.List;

/** Persons at Tryton, as the suite of CRMs knows them. */
record TrytonScreen(Desk desk) implements CrmContract.Screen {

    @Override
    public void drag(String record, String ourStage, String employee) {
        desk.drag(record, ourStage, employee);
    }

    @Override
    public void edit(String record, String field, String text, String employee) {
        desk.edit(record, field, text, employee);
    }

    @Override
    public void reassign(String record, String to, String employee) {
        desk.reassign(record, to, employee);
    }

    @Override
    public void remove(String record) {
        desk.drag(record, "ASSESSMENT", "e3");
        desk.remove(record, "e3");
    }

    @Override
    public List<String> remarks(String record) {
        return desk.notes(record, "e3");
    }

    @Override
    public List<String> tasks(String employee) {
        throw new UnsupportedOperationException("Tryton gives no tasks");
    }

    @Override
    public List<String> notices(String employee) {
        throw new UnsupportedOperationException("Tryton tells nobody anything");
    }

    @Override
    public int deals() {
        return desk.all("e3").size();
    }
}
