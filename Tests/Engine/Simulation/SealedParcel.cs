#if ENGINE_EMBEDDED
namespace Muster.Tests.Engine.Simulation;

[GenerateSerializer, Immutable]
public sealed record SealedParcel(string Content);
#endif
