using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Muster.Agencies;
using Muster.Identity;

namespace Muster.Silo.Starting;

/// <summary>
/// Makes the accounts an operator put into <c>DIR/new-accounts/{agency}.json</c>, at the next start, and deletes the file, which holds
/// passwords. How an agency gets its first accounts without the demo.
/// </summary>
internal sealed class NewAccounts(DataDirectory data, IGrainFactory grains)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <exception cref="WrongSettingsException">A file cannot be read, or one of its accounts cannot be made; those before it are.</exception>
    public async Task Make()
    {
        if (!Directory.Exists(data.NewAccounts))
            return;

        foreach (var file in Directory.EnumerateFiles(data.NewAccounts, "*.json").Order(StringComparer.Ordinal))
        {
            var agency = Path.GetFileNameWithoutExtension(file);
            foreach (var account in Read(file)) await Make(file, agency, account);
            File.Delete(file);
        }
    }

    private async Task Make(string file, string agency, NewAccount account)
    {
        var outcome = await grains.GetGrain<IAgencyGrain>(agency).AddAccount(Caller.System(agency), account);
        if (outcome.IsDone || await WasMade(agency, account))
            return;

        throw new WrongSettingsException(file, [new(account.UserName, $"could not be made: {outcome.Refusal}")]);
    }

    /// <summary>Whether an earlier start, which was cut short, made it with this very password.</summary>
    private async Task<bool> WasMade(string agency, NewAccount account) =>
        (await grains.GetGrain<IAccountGrain>(AccountRules.KeyOf(agency, account.UserName)).SignIn(account.Password)).IsDone;

    private static ImmutableArray<NewAccount> Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<ImmutableArray<NewAccount>>(File.ReadAllBytes(file), Options);
        }
        catch (Exception wrong) when (wrong is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new WrongSettingsException(file, [new("(file)", "is not a list of accounts that can be read")], wrong);
        }
    }
}
