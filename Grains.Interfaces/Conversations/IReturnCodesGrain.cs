using Muster.Identity;

namespace Muster.Conversations;

/// <summary>
/// Codes by which citizens come back to their conversation from another device (N11), key <c>agency/shard</c>, the shard being the first two digits of a code's hash. The codes
/// themselves are stored nowhere.
/// </summary>
[Alias("Muster.IReturnCodesGrain")]
public interface IReturnCodesGrain : IGrainWithStringKey
{
    /// <summary>The citizen's code leads to their conversation from now on, for <see cref="ReturnPlace.Holds"/>. Refused as invalid where it leads somebody else to theirs.</summary>
    /// <param name="caller">The citizen.</param>
    /// <param name="hash">Of the code: 32 lower-case hexadecimal digits.</param>
    Task<Outcome<ReturnPlace>> Keep(Caller caller, string hash);

    /// <summary>Where a code leads; not found where it leads nowhere, or no longer. For fronts, on behalf of whoever brings it.</summary>
    Task<Outcome<ReturnPlace>> Find(Caller caller, string hash);
}

/// <summary>Where a code leads.</summary>
/// <param name="Conversation">The grain key.</param>
/// <param name="Until">The code ends then, UTC; asking for it again makes it last longer.</param>
[GenerateSerializer, Immutable, Alias("muster.return-place")]
public sealed record ReturnPlace(string Conversation, DateTimeOffset Until)
{
    /// <summary>How long a code holds from when it was last asked for.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromHours(24);
}
