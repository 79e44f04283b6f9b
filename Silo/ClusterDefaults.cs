using Muster.Silo.Storage;
using Muster.Silo.Storage.Postgres;
using Npgsql;

namespace Muster.Silo;

/// <summary>What the profile of a cluster says to Orleans where the settings say nothing.</summary>
internal static class ClusterDefaults
{
    public static Dictionary<string, string?> Of(PostgresSettings settings) => new()
    {
        ["Orleans:ClusterId"] = "muster",
        ["Orleans:ServiceId"] = "muster",
        ["Orleans:Clustering:ProviderType"] = "AdoNet",
        ["Orleans:Clustering:Invariant"] = "Npgsql",
        ["Orleans:Clustering:ConnectionString"] = Membership(settings),
    };

    public static Dictionary<string, string?> Of(AzureStorageSettings settings) => new()
    {
        ["Orleans:ClusterId"] = "muster",
        ["Orleans:ServiceId"] = "muster",
        ["Orleans:Clustering:ProviderType"] = AzureTableSettings.ProviderType,
        ["Orleans:Clustering:ServiceKey"] = AzureTableSettings.ServiceKey,
        ["Orleans:Clustering:TableName"] = settings.Table,
    };

    private static string Membership(PostgresSettings settings) => new NpgsqlConnectionStringBuilder(settings.ConnectionString)
    {
        ApplicationName = "Muster membership",
        MaxPoolSize = PostgresSettings.MembershipConnections,
        Timeout = (int)Math.Ceiling(settings.ConnectPatience.TotalSeconds),
        CommandTimeout = (int)Math.Ceiling(settings.StatementPatience.TotalSeconds),
    }.ConnectionString;
}
