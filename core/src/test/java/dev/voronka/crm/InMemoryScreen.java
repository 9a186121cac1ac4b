package dev.voronka.crm;

import dev.voronka.contracts.CrmContract;
import java.util.List;
import java.util.function.UnaryOperator;

/** Persons at the CRM in memory. */
record InMemoryScreen(InMemoryCrm crm, UnaryOperator<String> shape) implements CrmContract.Screen {

    @Override
    public void drag(String record, String ourStage, String employee) {
        crm.drag(record, shape.apply(ourStage), employee);
    }

    @Override
    public void edit(String record, String field, String text, String employee) {
        crm.edit(record, field, text, employee);
    }

    @Override
    public void reassign(String record, String to, String employee) {
        crm.reassign(record, to, employee);
    }

    @Override
    public void remove(String record) {
        crm.remove(record);
    }

    @Override
    public List<String> remarks(String record) {
        return crm.remarks(record);
    }

    @Override
    public List<String> tasks(String employee) {
        return crm.tasks(employee);
    }

    @Override
    public List<String> notices(String employee) {
        return crm.notices(employee);
    }

    @Override
    public int deals() {
        return crm.size();
    }
}
