using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Muster.Agencies;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Encryption;
using Muster.Silo.Storage.Postgres;
using Npgsql;

namespace Muster.Silo;

/// <summary>Which settings a node may start with. The names are as in a settings file; in the environment ':' is written '__'.</summary>
public static class SiloSettingsRules
{
    private static readonly string[] Profiles = [SiloSettings.Development, SiloSettings.Postgres, SiloSettings.Azure];
    private static readonly string[] Ports = ["SiloPort", "GatewayPort"];

    /// <param name="settings">Those of the section <c>Muster</c>.</param>
    /// <param name="orleans">The section <c>Orleans</c>: what Orleans itself would pass over in silence.</param>
    public static ImmutableArray<SettingProblem> Problems(this SiloSettings settings, IConfigurationSection orleans) =>
        [.. OfProfile(settings, orleans), .. settings.DataKeys.Problems()];

    private static ImmutableArray<SettingProblem> OfProfile(SiloSettings settings, IConfigurationSection orleans) =>
        settings.Profile switch
        {
            SiloSettings.Development => [.. OfOneMachine(settings)],
            SiloSettings.Postgres when !CanConnect(settings.PostgreSql) => [.. OfNode(settings), .. OfDatabase(settings.PostgreSql)],
            SiloSettings.Postgres => [.. OfNode(settings), .. OfDatabase(settings.PostgreSql), .. OfCluster(orleans, "AdoNet", settings.Profile), .. OfInvariant(orleans)],
            SiloSettings.Azure => [.. OfNode(settings), .. settings.AzureStorage.Problems(orleans), .. OfCluster(orleans, AzureTableSettings.ProviderType, settings.Profile)],
            var other => [new("Muster:Profile", $"'{other}' is none of {string.Join(", ", Profiles)}")],
        };

    internal static bool CanConnect(PostgresSettings settings) => OfConnection(settings.ConnectionString) is null;

    private static IEnumerable<SettingProblem> OfOneMachine(SiloSettings settings)
    {
        if (settings.Tls.IsSaid()) yield return new(TlsRules.At.TrimEnd(':'), $"is for nodes and fronts of a cluster, and in the profile {settings.Profile} there is one process alone");
    }

    private static IEnumerable<SettingProblem> OfNode(SiloSettings settings)
    {
        foreach (var problem in settings.Tls.Problems()) yield return problem;
        if (settings.Reset) yield return new("--reset", $"starts one machine's store over; in the profile {settings.Profile} what all nodes share is deleted by its administrator");
    }

    private static IEnumerable<SettingProblem> OfDatabase(PostgresSettings settings)
    {
        const string At = "Muster:PostgreSql:";
        if (OfConnection(settings.ConnectionString) is { } problem) yield return new(At + nameof(settings.ConnectionString), problem);
        if (settings.ConnectPatience.TotalSeconds is < 1 or > 30) yield return Span(nameof(settings.ConnectPatience), "00:00:01", "00:00:30");
        if (settings.StatementPatience.TotalSeconds is < 1 or > 60) yield return Span(nameof(settings.StatementPatience), "00:00:01", "00:01:00");
        if (settings.RetryEvery.TotalSeconds is < 0.1 or > 60) yield return Span(nameof(settings.RetryEvery), "00:00:00.1", "00:01:00");
        if (settings.LookEvery.TotalSeconds is < 1 or > 300) yield return Span(nameof(settings.LookEvery), "00:00:01", "00:05:00");
        if (settings.Connections is < 4 or > 500) yield return Span(nameof(settings.Connections), "4", "500");
        if (settings.MostWaiting is < 100 or > 1_000_000) yield return Span(nameof(settings.MostWaiting), "100", "1000000");
        if (settings.LargestCommit is < 1 or > 10_000) yield return Span(nameof(settings.LargestCommit), "1", "10000");

        static SettingProblem Span(string name, string least, string most) => new(At + name, $"must be {least} to {most}");
    }

    /// <summary>Never quotes it: it may hold a password.</summary>
    private static string? OfConnection(string connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString)) return "is missing; it says where the database is: Host=...;Database=...;Username=...;Password=...";
        try
        {
            var words = new NpgsqlConnectionStringBuilder(connectionString);
            return words switch
            {
                { Host: null or "" } => "has no Host",
                { Database: null or "" } => "has no Database",
                { Username: null or "" } => "has no Username",
                _ => null,
            };
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            return "is no connection string that Npgsql can read: name=value;name=value;...";
        }
    }

    private static IEnumerable<SettingProblem> OfCluster(IConfigurationSection orleans, string provider, string profile)
    {
        foreach (var required in (string[])["ClusterId", "ServiceId"])
        {
            if (string.IsNullOrWhiteSpace(orleans[required])) yield return new($"Orleans:{required}", "is missing; nodes that shall find each other share it");
        }

        if (orleans["Clustering:ProviderType"] != provider) yield return new("Orleans:Clustering:ProviderType", $"must be {provider} in the profile {profile}");

        foreach (var name in Ports)
        {
            if (orleans[$"Endpoints:{name}"] is { } port && !(int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65_536))
                yield return new($"Orleans:Endpoints:{name}", $"'{port}' is no port: 1 to 65535");
        }

        if (orleans["Endpoints:AdvertisedIPAddress"] is { } address && !IPAddress.TryParse(address, out _))
            yield return new("Orleans:Endpoints:AdvertisedIPAddress", $"'{address}' is no IP address");
    }

    private static IEnumerable<SettingProblem> OfInvariant(IConfigurationSection orleans)
    {
        if (orleans["Clustering:Invariant"] is not "Npgsql") yield return new("Orleans:Clustering:Invariant", $"must be Npgsql in the profile {SiloSettings.Postgres}");
    }
}
