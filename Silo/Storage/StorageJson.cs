using System.Text.Json;

namespace Muster.Silo.Storage;

/// <summary>How what is stored becomes JSON; a type of its own, so that it is not taken for the web's.</summary>
public sealed record StorageJson(JsonSerializerOptions Options);
