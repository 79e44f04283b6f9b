using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Muster.Agencies;

namespace Muster.WebFront.Hosting;

/// <summary>Which settings of a storage account somebody may start with. No answer quotes a connection string: it holds a secret.</summary>
public static partial class AzureTableRules
{
    /// <summary>Where they stand in a settings file.</summary>
    public const string At = "Muster:AzureStorage:";

    private static readonly string[] Keys = ["AccountKey", "SharedAccessSignature"];

    /// <returns>The settings with the connection string that their file holds, where they name one.</returns>
    /// <exception cref="WrongSettingsException">The file cannot be read.</exception>
    public static T WithConnectionOfFile<T>(this T settings) where T : AzureTableSettings
    {
        if (settings.ConnectionFile is not { Length: > 0 } file || settings.ConnectionString.Length > 0) return settings;
        try
        {
            return (T)(settings with { ConnectionString = File.ReadAllText(file).Trim(), ConnectionFile = null });
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new WrongSettingsException("settings", [new(At + nameof(settings.ConnectionFile), $"cannot be read. {wrong.Message}")], wrong);
        }
    }

    /// <param name="settings">After <see cref="WithConnectionOfFile"/>.</param>
    /// <param name="orleans">The section <c>Orleans</c>, in which nothing may say otherwise.</param>
    public static IEnumerable<SettingProblem> Problems(this AzureTableSettings settings, IConfigurationSection orleans)
    {
        if (settings.ConnectionFile is not null) yield return new(At + nameof(settings.ConnectionFile), "is one way to the account and ConnectionString another: say one of them");
        if (settings.ConnectionString.Length > 0 || settings.TableService is null)
        {
            if (OfConnection(settings.ConnectionString) is { } problem) yield return new(At + nameof(settings.ConnectionString), problem);
            if (settings.TableService is not null) yield return new(At + nameof(settings.TableService), "is one way to the account and a connection string another: say one of them");
        }
        else if (!IsService(settings.TableService))
        {
            yield return new(At + nameof(settings.TableService), "must be an https address such as https://account.table.core.windows.net");
        }

        if (!TableName().IsMatch(settings.Table)) yield return new(At + nameof(settings.Table), $"'{settings.Table}' is no name of a table: 3 to 63 letters and digits, a letter first");
        if (settings.CallPatience.TotalSeconds is < 1 or > 30) yield return new(At + nameof(settings.CallPatience), "must be 00:00:01 to 00:00:30");
        foreach (var other in (string[])["ConnectionString", "ConnectionName"])
        {
            if (orleans[$"Clustering:{other}"] is not null) yield return new($"Orleans:Clustering:{other}", $"has no effect here: the account stands under {At.TrimEnd(':')}");
        }
    }

    /// <summary>Whether it is an address that credentials may be sent to.</summary>
    public static bool IsService(Uri address) => address is { IsAbsoluteUri: true, Scheme: "https" };

    private static string? OfConnection(string connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            return "is missing; it says where the account is, as the portal shows it. ConnectionFile or the addresses of the services do as well";
        var parts = connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Any(part => part.IndexOf('=', StringComparison.Ordinal) < 1)) return "is no connection string of a storage account: name=value;name=value;...";

        var words = parts.Select(part => part.Split('=', 2)).GroupBy(word => word[0], StringComparer.OrdinalIgnoreCase)
            .ToImmutableDictionary(word => word.Key, word => word.Last()[1], StringComparer.OrdinalIgnoreCase);
        if (words.ContainsKey("UseDevelopmentStorage")) return null;
        if (!Keys.Any(words.ContainsKey)) return "has neither AccountKey nor SharedAccessSignature";
        if (words.TryGetValue("AccountKey", out var key) && !Convert.TryFromBase64String(key, new byte[key.Length], out _)) return "has an AccountKey that is not base64";
        return words.ContainsKey("AccountName") || words.ContainsKey("TableEndpoint") ? null : "has no AccountName";
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,62}$")]
    private static partial Regex TableName();
}
