using Muster.Identity;

namespace Muster.WebFront.Api;

/// <summary>Who asks about which conversation.</summary>
/// <param name="Key">The conversation's grain key.</param>
/// <param name="Holder">Whose budgets it spends: the conversation's key for a citizen, the session's id for staff.</param>
/// <param name="Cookie">Of the session of a member of staff, by which a long answer asks again whether it still holds.</param>
internal readonly record struct ConversationCall(Caller Caller, string Key, string Holder, string? Cookie = null)
{
    public bool IsStaff => Caller.IsStaff;
}
