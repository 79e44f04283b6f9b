using Muster.Agencies;

namespace Muster.WebFront.Api;

/// <summary>How an account is kept safe, as the contract tells it.</summary>
internal static class AccountAnswers
{
    public static Task Write(HttpContext http, AccountSecurity security) => Answer.Write(http, Of(security), ApiJson.Default.AccountSecurityAnswer);

    private static AccountSecurityAnswer Of(AccountSecurity security) => new(
        security.HasSecondFactor,
        security.RecoveryCodesLeft,
        security.IsPasswordDue,
        [.. security.Sessions.Select(session => new SessionLineAnswer(
            session.Handle, session.Since, session.SeenAt, session.Until, session.Device, session.IsTrusted, session.IsLocked, session.IsOwn))],
        [.. security.Devices.Select(device => new DeviceLineAnswer(device.Handle, device.Label, device.Since, device.UsedAt))]);
}
