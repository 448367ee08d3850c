package org.opportune.reports;

import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Rows;
import org.opportune.jdbc.Transactions;
import org.opportune.status.ScoreTally;

/** Keeps what the last sweep counted, whichever server's it was. */
public final class ScoreRows implements ScoreTally {
    private final Transactions transactions;

    public ScoreRows(DataSource source) {
        this.transactions = new Transactions(source);
    }

    @Override
    public void counted(Instant at, Map<Scored, Long> customers) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        customers.forEach((scored, count) -> rows.add(new @Nullable Object[] {
            scored.score(),
            scored.stage(),
            scored.band().least(),
            scored.band().most(),
            scored.band().level(),
            count,
            at.toEpochMilli()
        }));
        transactions.write(connection -> {
            CustomerCount.hold(connection);
            try (PreparedStatement statement = connection.prepareStatement("delete from score_count")) {
                statement.executeUpdate();
            }
            Rows.insert(
                    connection, "insert into score_count (score, stage, least, most, level, customers, at)", rows, "");
            return rows.size();
        });
    }
}
