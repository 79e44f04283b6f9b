namespace Muster.WebFront.Security;

/// <summary>What a staff session's cookie says: whose account to ask about which session.</summary>
internal sealed record StaffCookie(string Agency, string UserName, string SessionId)
{
    public const string Name = "muster-session";

    /// <summary>The grain key of the account.</summary>
    public string Account => Identity.GrainKey.Of(Agency, UserName);

    public static StaffCookie? Read(string? text) =>
        text?.Split('/', 3) is [var agency, var user, { Length: > 0 } session] && Names.IsSetting(agency) && Names.IsUserName(user)
            ? new StaffCookie(agency, user, session)
            : null;

    public override string ToString() => $"{Agency}/{UserName}/{SessionId}";
}
