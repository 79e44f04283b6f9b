namespace Muster.Silo.Storage.Postgres;

/// <summary>
/// What Orleans' AdoNet providers need in a database. They know no table but OrleansQuery, and take from it the text of every query; so the
/// tables behind them are ours. An answer of no row, or of 0, is a conflict.
/// </summary>
/// <remarks>
/// Each query is one statement, so that it holds no lock for a node that freezes. A state is found by its primary key: of two activations that
/// both write a first state one is refused, which the provider's own script, without a unique index, leaves to luck.
/// </remarks>
internal static class OrleansTables
{
    public const string Sql = $"""
        CREATE TABLE muster_state(
          service text COLLATE "C" NOT NULL, grain text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL, version integer NOT NULL, body bytea,
          PRIMARY KEY(service, grain, name)) WITH (fillfactor = 70);
        ALTER TABLE muster_state ALTER COLUMN body SET STORAGE EXTERNAL;
        CREATE TABLE muster_cluster(deployment text PRIMARY KEY, version integer NOT NULL DEFAULT 0);
        CREATE TABLE muster_silo(
          deployment text NOT NULL REFERENCES muster_cluster, address text NOT NULL, port integer NOT NULL, generation integer NOT NULL,
          silo_name text NOT NULL, host_name text NOT NULL, status integer NOT NULL, proxy_port integer, suspect_times text,
          start_time timestamptz NOT NULL, alive_time timestamptz NOT NULL, PRIMARY KEY(deployment, address, port, generation));
        CREATE TABLE OrleansQuery(QueryKey text PRIMARY KEY, QueryText text NOT NULL);
        INSERT INTO OrleansQuery VALUES
          ('ReadFromStorageKey', $query$
            SELECT body AS PayloadBinary, version AS Version FROM muster_state WHERE {State}
          $query$),
          ('WriteToStorageKey', $query$
            WITH changed AS (
              UPDATE muster_state SET body = @PayloadBinary, version = version + 1 WHERE {State} AND version = @GrainStateVersion::integer RETURNING version),
            added AS (
              INSERT INTO muster_state(service, grain, name, version, body)
              SELECT @ServiceId, @GrainIdExtensionString, @GrainTypeString, 1, @PayloadBinary WHERE @GrainStateVersion::integer IS NULL
              ON CONFLICT DO NOTHING RETURNING version)
            SELECT version AS NewGrainStateVersion FROM changed UNION ALL SELECT version FROM added
          $query$),
          ('ClearStorageKey', $query$
            UPDATE muster_state SET body = NULL, version = version + 1 WHERE {State} AND version = @GrainStateVersion::integer
            RETURNING version AS NewGrainStateVersion
          $query$),
          ('InsertMembershipVersionKey', $query$
            WITH added AS (INSERT INTO muster_cluster(deployment) VALUES(@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
            SELECT count(*)::integer FROM added
          $query$),
          ('InsertMembershipKey', $query$
            WITH moved AS (
              UPDATE muster_cluster SET version = version + 1
              WHERE deployment = @DeploymentId AND version = @Version AND NOT EXISTS (SELECT FROM muster_silo s WHERE {Silo}) RETURNING 1),
            added AS (
              INSERT INTO muster_silo(deployment, address, port, generation, silo_name, host_name, status, proxy_port, start_time, alive_time)
              SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM moved
              RETURNING 1)
            SELECT count(*)::integer FROM added
          $query$),
          ('UpdateMembershipKey', $query$
            WITH moved AS (
              UPDATE muster_cluster SET version = version + 1
              WHERE deployment = @DeploymentId AND version = @Version AND EXISTS (SELECT FROM muster_silo s WHERE {Silo}) RETURNING 1),
            changed AS (
              UPDATE muster_silo s SET status = @Status, suspect_times = @SuspectTimes::text, alive_time = @IAmAliveTime FROM moved WHERE {Silo}
              RETURNING 1)
            SELECT count(*)::integer FROM changed
          $query$),
          ('UpdateIAmAlivetimeKey', $query$
            UPDATE muster_silo s SET alive_time = @IAmAliveTime WHERE {Silo}
          $query$),
          ('MembershipReadRowKey', $query$
            SELECT {SiloColumns} FROM muster_cluster c LEFT JOIN muster_silo s ON s.deployment = c.deployment AND {Silo} WHERE c.deployment = @DeploymentId
          $query$),
          ('MembershipReadAllKey', $query$
            SELECT {SiloColumns} FROM muster_cluster c LEFT JOIN muster_silo s ON s.deployment = c.deployment WHERE c.deployment = @DeploymentId
          $query$),
          ('GatewaysQueryKey', $query$
            SELECT address AS Address, proxy_port AS ProxyPort, generation AS Generation FROM muster_silo
            WHERE deployment = @DeploymentId AND status = @Status AND proxy_port > 0
          $query$),
          ('CleanupDefunctSiloEntriesKey', $query$
            DELETE FROM muster_silo WHERE deployment = @DeploymentId AND alive_time < @IAmAliveTime AND status <> {ActiveStatus}
          $query$),
          ('DeleteMembershipTableEntriesKey', $query$
            WITH silos AS (DELETE FROM muster_silo WHERE deployment = @DeploymentId) DELETE FROM muster_cluster WHERE deployment = @DeploymentId
          $query$);
        """;

    private const string State = "service = @ServiceId AND grain = @GrainIdExtensionString AND name = @GrainTypeString";
    private const string Silo = "s.deployment = @DeploymentId AND s.address = @Address AND s.port = @Port AND s.generation = @Generation";
    private const string SiloColumns =
        "c.deployment AS DeploymentId, s.address AS Address, s.port AS Port, s.generation AS Generation, s.silo_name AS SiloName, s.host_name AS HostName, "
        + "s.status AS Status, s.proxy_port AS ProxyPort, s.suspect_times AS SuspectTimes, s.start_time AS StartTime, s.alive_time AS IAmAliveTime, c.version AS Version";

    /// <summary><c>SiloStatus.Active</c>.</summary>
    private const string ActiveStatus = "3";
}
