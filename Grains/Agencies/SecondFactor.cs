using System.Collections.Immutable;
using Muster.Accounts;

namespace Muster.Agencies;

/// <summary>A second factor that counts, as stored.</summary>
/// <param name="Secret">What the authenticator app has too.</param>
/// <param name="Since">When its first code was shown, UTC.</param>
/// <param name="LastStep">The step of the last code that was used: no code counts twice.</param>
/// <param name="RecoveryCodes">Digests of those that are left.</param>
public sealed record SecondFactor(ImmutableArray<byte> Secret, DateTimeOffset Since, long LastStep, ImmutableArray<string> RecoveryCodes)
{
    /// <summary>The factor after this code was used; null where the code is none of it.</summary>
    public SecondFactor? Use(string code, DateTimeOffset now)
    {
        var typed = code.Trim();
        if (Accounts.RecoveryCodes.HasShape(typed))
        {
            var digest = Accounts.RecoveryCodes.Digest(typed);
            return RecoveryCodes.Contains(digest) ? this with { RecoveryCodes = RecoveryCodes.Remove(digest) } : null;
        }

        return Totp.StepOf(Secret.AsSpan(), typed.Replace(" ", "", StringComparison.Ordinal), now, LastStep) is { } step ? this with { LastStep = step } : null;
    }
}
