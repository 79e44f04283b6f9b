namespace Muster.WebFront.Api;

/// <summary>Whom a conversation's address is for.</summary>
internal enum Audiences
{
    Both,
    Citizen,
    Staff,
}
