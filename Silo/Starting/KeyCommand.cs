using System.Globalization;
using Muster.Agencies;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Encryption;

namespace Muster.Silo.Starting;

/// <summary>
/// <c>--data-keys ...</c> in the node's place, with the settings of one: lists, renews or destroys data keys. Nodes may run meanwhile; they hear of it
/// within <see cref="DataKeySettings.LookEvery"/>.
/// </summary>
internal static class KeyCommand
{
    public const string Option = "--data-keys";

    private const string Early = "--early";
    private const string Usage = "is followed by list; renew AGENCY CLASS [MONTH]; or destroy AGENCY CLASS MONTH [--early]; and then by the settings of a node";

    /// <param name="arguments">What follows <see cref="Option"/>.</param>
    /// <param name="output">What was found or done.</param>
    /// <exception cref="WrongSettingsException">They are not such as can be followed. Nothing was done.</exception>
    /// <exception cref="StorageRefusedException">The keys cannot be used.</exception>
    /// <exception cref="KeysUnavailableException">The outcome is unknown; repeating it is harmless.</exception>
    public static async Task Run(string[] arguments, TextWriter output)
    {
        string[] words = [.. arguments.TakeWhile(word => !word.StartsWith("--", StringComparison.Ordinal))];
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        var settings = builder.ReadSettings([.. arguments.Skip(words.Length).Where(word => word != Early)]);
        var data = new DataDirectory(settings);
        if (settings.Profile == SiloSettings.Development && !File.Exists(new StorageSettings { Directory = data.Path }.DatabaseFile))
            throw Wrong($"finds no store in {data.Path}");

        builder.Services.AddProfileStorage(settings, data);
        await using var services = builder.Services.BuildServiceProvider();
        var keys = services.GetRequiredService<DataKeys>();
        await keys.Check();
        switch (words)
        {
            case ["list"]:
                await List(keys, output);
                break;
            case ["renew", var agency, var kind]:
                await Renew(keys, Scope(agency, kind), KeepMonths.Standing, output);
                break;
            case ["renew", var agency, var kind, var period]:
                await Renew(keys, Scope(agency, kind), Period(period), output);
                break;
            case ["destroy", var agency, var kind, var period]:
                await Destroy(keys, Scope(agency, kind), Period(period), arguments.Contains(Early), output);
                break;
            default:
                throw Wrong(Usage);
        }
    }

    private static async Task List(DataKeys keys, TextWriter output)
    {
        foreach (var (scope, ring) in await keys.All())
        {
            foreach (var key in ring.Keys)
            {
                var state = key.DestroyedAt is { } at ? $"destroyed {Text(at)}" : $"by master key {key.Master}{(ring.CurrentOf(key.Period) == key ? ", writes" : "")}";
                await output.WriteLineAsync($"{scope.Name} {key.Period} {key.Id} made {Text(key.MadeAt)}, {state}");
            }
        }
    }

    private static async Task Renew(DataKeys keys, KeyScope scope, string period, TextWriter output)
    {
        if (!await Has(keys, scope, period)) throw Wrong($"finds no key of {scope.Name} of {period}");
        await keys.Renew(scope, period);
        await output.WriteLineAsync($"A new key of {scope.Name} of {period} writes on every node within {keys.Settings.LookEvery}; earlier ones go on reading.");
    }

    private static async Task Destroy(DataKeys keys, KeyScope scope, string period, bool isEarly, TextWriter output)
    {
        if (!isEarly && !KeepMonths.IsOver(period, TimeProvider.System.GetUtcNow()))
            throw Wrong($"destroys keys of months that are over, and {period} is not: what is being written may need it. To destroy it all the same add {Early}");

        var destroyed = await keys.Destroy(scope, period);
        await output.WriteLineAsync(destroyed == 0
            ? $"There is no key of {scope.Name} of {period}. Nothing was done."
            : $"Destroyed: {destroyed} of {scope.Name} of {period}. Running nodes let go of it within {keys.Settings.LookEvery}. Delete every copy of the data keys that was made before.");
    }

    private static async Task<bool> Has(DataKeys keys, KeyScope scope, string period) =>
        (await keys.All()).Any(one => one.Scope == scope && one.Ring.CurrentOf(period) is not null);

    private static KeyScope Scope(string agency, string kind) => KeyScope.ClassNamed(kind) is { } named
        ? new KeyScope(agency, named)
        : throw Wrong($"knows no class '{kind}': {string.Join(", ", Enum.GetNames<RecordClass>().Select(name => name.ToLowerInvariant()))}");

    private static string Period(string period) => period == KeepMonths.Standing || KeepMonths.IsMonth(period)
        ? period
        : throw Wrong($"takes a month as yyyy-MM or {KeepMonths.Standing}, not '{period}'");

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static WrongSettingsException Wrong(string what) => new("command line", [new SettingProblem(Option, what)]);
}
