using System.Collections.Immutable;
using Muster.Identity;
using Muster.Tests.Front;

namespace Muster.Tests.Isolation;

/// <summary>Somebody's conversation.</summary>
/// <param name="Name">As a failure calls it.</param>
/// <param name="Word">Stands in each of its fields, and nowhere else.</param>
/// <param name="Queue">Its business area.</param>
/// <param name="Citizen">Whose it is.</param>
/// <param name="Holder">The staff id of who holds it, or held it last; null for nobody.</param>
/// <param name="IsClosed">Whether it has come to its end.</param>
/// <param name="Readers">The visitors it is not foreign to.</param>
internal sealed record Thing(string Name, string Word, string Queue, TestClient Citizen, string? Holder, bool IsClosed, ImmutableArray<string> Readers)
{
    public string Agency => Citizen.Agency.Id;

    public string Id => Citizen.Conversation;

    /// <summary>Its grain key.</summary>
    public string Key => GrainKey.Of(Agency, Id);

    /// <summary>What nobody hears of who may not read it.</summary>
    public IEnumerable<string> Secrets => [Word, Id, Citizen.Started.GetProperty("reference").GetString()!];
}
