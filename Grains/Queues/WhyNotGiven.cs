namespace Muster.Queues;

/// <summary>Why a conversation was not given, or not to somebody, as <see cref="AssignmentReason"/> spells it.</summary>
internal static class WhyNotGiven
{
    public const string BeingGiven = "being-given";
    public const string OlderFirst = "older-first";
    public const string Offered = "offered";
    public const string JustTried = "just-tried";
    public const string ForOneAgent = "for-one-agent";
    public const string HelpsLater = "helps-later";
    public const string PassedOver = "passed-over";
    public const string NeedsSkill = "needs-skill";
    public const string NotAvailable = "not-available";
    public const string Full = "full";
    public const string QueueLimit = "queue-limit";
}
