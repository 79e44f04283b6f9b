using Muster.Agencies;
using Muster.Identity;
using Muster.Silo.Configuration;

namespace Muster.Silo.Starting;

/// <summary>Makes the demo's accounts, once; a start that was cut short is taken up where it ended.</summary>
internal sealed class FirstStart(DataDirectory data, AgencyFiles agencies, IGrainFactory grains, IRandomness randomness)
{
    private const int MostAttempts = 5;

    /// <returns>The passwords by user name, for the one time they are shown.</returns>
    public async Task<IReadOnlyDictionary<string, string>> MakeAccounts()
    {
        var settings = await agencies.Find(DemoAccounts.Agency)
            ?? throw new WrongSettingsException(data.Agencies, [new($"{DemoAccounts.Agency}.json", "is missing, so the demo cannot be set up; start with --no-demo to do without it")]);
        var passwords = Passwords();
        foreach (var account in DemoAccounts.WithPasswords(passwords, [.. settings.Queues.Select(queue => queue.Id)])) await Make(account);

        data.Complete();
        return passwords;
    }

    /// <summary>The file comes first: an account whose password nobody knows would be lost.</summary>
    private SortedDictionary<string, string> Passwords()
    {
        if (DemoAccounts.Read(data.DemoAccounts) is { } earlier) return earlier;

        var passwords = DemoAccounts.NewPasswords(randomness);
        DemoAccounts.Write(data.DemoAccounts, passwords);
        return passwords;
    }

    /// <summary>On a machine that has much else to do, the first calls take longer than one may: what they did is found by the next.</summary>
    private async Task Make(NewAccount account)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var agency = grains.GetGrain<IAgencyGrain>(DemoAccounts.Agency);
                var outcome = await agency.AddAccount(Caller.System(DemoAccounts.Agency), account);
                if (!outcome.IsDone && !await CanSignIn(account))
                    throw new InvalidOperationException($"The demo's account {account.UserName} could not be made: {outcome.Refusal}.");
                return;
            }
            catch (TimeoutException) when (attempt < MostAttempts)
            {
                // Its outcome is unknown, and the same account is made only once.
            }
        }
    }

    /// <summary>Whether an earlier start made it with this very password.</summary>
    private async Task<bool> CanSignIn(NewAccount account) =>
        (await grains.GetGrain<IAccountGrain>(AccountRules.KeyOf(DemoAccounts.Agency, account.UserName)).SignIn(account.Password)).IsDone;
}
