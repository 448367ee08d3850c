package org.opportune.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.imports.ImportJob.State;
import org.opportune.imports.Progress.Checkpoint;
import org.opportune.imports.Progress.Totals;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Json;

/** Imports in the database. */
final class JdbcImports implements Imports {
    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};

    private final DataSource source;

    JdbcImports(DataSource source) {
        this.source = source;
    }

    @Override
    public ImportJob add(ImportJob job) {
        String sql = "insert into imports (file_hash, state, checkpoint, totals, findings, started_at, finished_at,"
                + " name, mapping_as, mapping, created_by, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (Connection connection = source.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
            int at = setChanging(insert, job);
            insert.setString(at++, job.name());
            insert.setString(at++, job.mappingAs());
            insert.setString(at++, job.mapping());
            insert.setString(at++, job.by());
            insert.setObject(at, utc(job.createdAt()));
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                keys.next();
                return found(keys.getLong(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the import cannot be remembered", e);
        }
    }

    private ImportJob found(long id) {
        ImportJob job = find(id);
        if (job == null) {
            throw new IllegalStateException("import " + id + " is gone");
        }
        return job;
    }

    @Override
    public @Nullable ImportJob find(long id) {
        List<ImportJob> found = list("select * from imports where id = ?", id);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public List<ImportJob> newest(int most, long before) {
        return list("select * from imports where id < ? order by id desc limit ?", before, most);
    }

    @Override
    public List<ImportJob> in(State state) {
        return list("select * from imports where state = ? order by id", state.name());
    }

    private List<ImportJob> list(String sql, Object... values) {
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            List<ImportJob> jobs = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    jobs.add(job(row));
                }
            }
            return jobs;
        } catch (SQLException e) {
            throw new IllegalStateException("imports cannot be read", e);
        }
    }

    @Override
    public void save(ImportJob job) {
        change(
                "update imports set file_hash = ?, state = ?, checkpoint = ?, totals = ?, findings = ?, started_at = ?,"
                        + " finished_at = ? where id = ?",
                job);
    }

    private void change(String sql, ImportJob job) {
        try (Connection connection = source.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(setChanging(update, job), job.id());
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the import cannot be remembered", e);
        }
    }

    @Override
    public void remove(long id) {
        try (Connection connection = source.getConnection();
                PreparedStatement delete = connection.prepareStatement("delete from imports where id = ?")) {
            delete.setLong(1, id);
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the import cannot be removed", e);
        }
    }

    /** The next parameter's index. */
    private static int setChanging(PreparedStatement statement, ImportJob job) throws SQLException {
        int at = 1;
        statement.setString(at++, job.fileHash());
        statement.setString(at++, job.state().name());
        statement.setString(at++, json(job.checkpoint()));
        statement.setString(at++, json(job.totals()));
        statement.setString(at++, json(job.findings()));
        statement.setObject(at++, utc(job.startedAt()));
        statement.setObject(at++, utc(job.finishedAt()));
        return at;
    }

    private static ImportJob job(ResultSet row) throws SQLException {
        try {
            return new ImportJob(
                    row.getLong("id"),
                    row.getString("name"),
                    row.getString("mapping_as"),
                    row.getString("mapping"),
                    row.getString("file_hash"),
                    State.valueOf(row.getString("state")),
                    Json.MAPPER.readValue(row.getString("checkpoint"), Checkpoint.class),
                    Json.MAPPER.readValue(row.getString("totals"), Totals.class),
                    Json.MAPPER.readValue(row.getString("findings"), FINDINGS),
                    row.getString("created_by"),
                    row.getObject("created_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                    instant(row.getObject("started_at", LocalDateTime.class)),
                    instant(row.getObject("finished_at", LocalDateTime.class)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("import " + row.getLong("id") + " was written by another version", e);
        }
    }

    private static String json(Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable LocalDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime utc) {
        return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
    }
}
