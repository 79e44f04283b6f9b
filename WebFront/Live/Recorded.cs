using Muster.Conversations;

namespace Muster.WebFront.Live;

/// <summary>An entry as it was pushed, and who held the conversation from it on.</summary>
internal readonly record struct Recorded(Entry Entry, string? Holder);
