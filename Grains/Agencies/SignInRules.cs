using System.Collections.Immutable;
using Muster.Accounts;

namespace Muster.Agencies;

/// <summary>What signing in, and failing to, does to an account.</summary>
public static class SignInRules
{
    /// <summary>Assertions that are remembered at once; more within the minutes that one lasts are no person's.</summary>
    public const int MostAssertions = 100;

    public static TimeSpan TrustsFor(this SignInSettings settings) => TimeSpan.FromDays(settings.DeviceDays);

    public static TimeSpan SessionLength(this SignInSettings settings, bool isTrusted) =>
        TimeSpan.FromHours(isTrusted ? settings.SessionHours : settings.UnknownDeviceHours);

    /// <summary>Of a trusted device its own, of all others those they share.</summary>
    public static SignInAttempts AttemptsOn(this Account account, KnownDevice? device) => device?.Attempts ?? account.Attempts;

    public static SignInAttempts CodeAttemptsOn(this Account account, KnownDevice? device) => device?.CodeAttempts ?? account.CodeAttempts;

    public static Account WithFailure(this Account account, KnownDevice? device, DateTimeOffset now) => device is null
        ? account with { Attempts = account.Attempts.WithFailure(now) }
        : account.Updated(device with { Attempts = device.Attempts.WithFailure(now) });

    public static Account WithCodeFailure(this Account account, KnownDevice? device, DateTimeOffset now) => device is null
        ? account with { CodeAttempts = account.CodeAttempts.WithFailure(now) }
        : account.Updated(device with { CodeAttempts = device.CodeAttempts.WithFailure(now) });

    /// <summary>Somebody is in: their mistakes are forgiven where they made them.</summary>
    public static Account Forgiven(this Account account, KnownDevice? device, DateTimeOffset now) => device is null
        ? account with { Attempts = default, CodeAttempts = default }
        : account.Updated(device with { Attempts = default, CodeAttempts = default, UsedAt = now });

    /// <summary>Without assertions that would be refused for their age by now.</summary>
    public static Account Current(this Account account, DateTimeOffset now) =>
        account with { Assertions = account.Assertions.RemoveAll(used => used.Until <= now) };

    public static bool HasUsed(this Account account, VerifiedAssertion assertion) =>
        account.Assertions.Any(used => used.Digest == AccountRules.Digest(assertion.Id));

    public static Account With(this Account account, VerifiedAssertion assertion) =>
        account with { Assertions = account.Assertions.Add(new UsedAssertion(AccountRules.Digest(assertion.Id), assertion.Until)) };

    /// <summary>Whether a code must be shown before anything else: whoever has set up a second factor is asked for it.</summary>
    public static bool AsksForCode(this Account account, bool hadSecondFactor) => account.SecondFactor is not null && !hadSecondFactor;

    /// <summary>A word in place of a device's full description, which would tell more than its owner needs.</summary>
    public static string Label(this SignInPlace place) =>
        new([.. place.Label.Where(letter => !char.IsControl(letter)).Take(SignInPlace.LongestLabel)]);

    /// <summary>The password is new: every other session ends with the old one.</summary>
    public static Account WithPassword(this Account account, string hash, SignedIn kept) => account with
    {
        PasswordHash = hash,
        IsPasswordDue = false,
        Sessions = [kept with { Failed = 0 }],
    };

    /// <summary>The pending secret is shown to be in the owner's hands: it counts from now on, and sessions that began without it end.</summary>
    public static Account WithSecondFactor(this Account account, long step, ImmutableArray<string> codes, SignedIn kept, DateTimeOffset now) => account with
    {
        SecondFactor = new SecondFactor(account.PendingSecret!.Value, now, step, [.. codes.Select(RecoveryCodes.Digest)]),
        PendingSecret = null,
        CodeAttempts = default,
        Sessions = [kept with { HasSecondFactor = true, Failed = 0 }],
    };

    public static Account WithoutSecondFactor(this Account account) =>
        account.Ended(handle: null) with { SecondFactor = null, PendingSecret = null, CodeAttempts = default };
}
