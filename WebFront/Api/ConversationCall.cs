using Muster.Identity;

namespace Muster.WebFront.Api;

/// <summary>Who asks about which conversation.</summary>
/// <param name="Key">The conversation's grain key.</param>
internal readonly record struct ConversationCall(Caller Caller, string Key)
{
    public bool IsStaff => Caller.IsStaff;
}
